// Asks whether the session still stands. When the hospital has ended it, the page leaves the screen: what was being typed is
// sent first, and kept for the same person.
const asking = 3000;

async function watch() {
  try {
    const answer = await fetch("/session/etat", { cache: "no-store" });
    if (answer.ok && (await answer.text()) === "ENDED") {
      const work = document.querySelector("form[data-work]");
      if (work) {
        work.submit();
      } else {
        location.assign("/");
      }
      return;
    }
  } catch {
    // the record is restarting, or the network is away: ask again
  }
  setTimeout(watch, asking);
}

setTimeout(watch, asking);
