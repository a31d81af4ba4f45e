// The clipboard of a page on 127.0.0.1, which browsers count as secure; elsewhere the old way is the only one.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
