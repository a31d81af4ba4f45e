// State machine pages: sample inputs that this browser keeps, and a listing scrolled to a line.
const keyOf = machine => `stepflow.samples.${machine}`;

export function readSamples(machine) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(machine)) ?? "{}");
  } catch {
    // Somebody else's text, or a storage that is switched off: no samples.
    return {};
  }
}

export function writeSamples(machine, samples) {
  localStorage.setItem(keyOf(machine), JSON.stringify(samples));
}

export function showLine(listing, top) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  listing.scrollTo({ top: Math.max(0, top), behavior: still ? "auto" : "smooth" });
}
