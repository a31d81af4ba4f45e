// StepFlow is stopped and started all day. A page that lost it says so, and loads itself again when there is somebody to answer.
const notice = document.getElementById("components-reconnect-modal");

notice.addEventListener("components-reconnect-state-changed", e => {
  if (e.detail.state === "rejected" || e.detail.state === "failed") {
    reloadWhenBack();
  }
});

async function reloadWhenBack() {
  for (;;) {
    try {
      if ((await fetch("/", { cache: "no-store" })).ok) {
        location.reload();
        return;
      }
    } catch {
      // Nobody there yet.
    }
    await new Promise(done => setTimeout(done, 1500));
  }
}
