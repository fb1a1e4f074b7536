// Asks whether the session still stands. When the hospital has ended it, the page leaves the screen: what was being typed is
// sent first, and kept for the same person; a record is asked for again, so that signing in comes back to it.
const asking = 3000;

// Says that somebody is there when a key or a finger was seen, and not otherwise: a page that asks by itself keeps nothing alive.
const reporting = 60_000;
const warning = 60;

const ending = document.getElementById("ending");
let reportedAt = -Infinity;
let left = null;

async function watch() {
  try {
    const answer = await fetch("/session/etat", { cache: "no-store" });
    if (answer.ok && (await answer.text()) === "ENDED") {
      leave();
      return;
    }
    count(answer.headers.get("Session-Left"));
  } catch {
    // the record is restarting, or the network is away: ask again
  }
  setTimeout(watch, asking);
}

function leave() {
  const work = document.querySelector("form[data-work]");
  if (work) {
    work.submit();
  } else {
    location.reload();
  }
}

// idle=1740, end=14000
function count(told) {
  if (told === null) {
    report(); // the first page after signing in
    return;
  }
  const seconds = Object.fromEntries(told.split(", ").map((pair) => pair.split("=")));
  left = { idle: Number(seconds.idle), end: Number(seconds.end) };
  warn();
}

function warn() {
  const soon = Math.min(left.idle, left.end);
  const why = left.end <= left.idle ? "end" : "idle";
  for (const sentence of ending.querySelectorAll("p")) {
    sentence.hidden = sentence.dataset.why !== why;
    sentence.querySelector("[data-left]").textContent = soon;
  }
  ending.hidden = soon > warning;
}

async function report() {
  if (performance.now() - reportedAt < reporting) {
    return;
  }
  reportedAt = performance.now();
  const form = new URLSearchParams(new FormData(document.querySelector("form.leave")));
  try {
    await fetch("/session/activite", { method: "POST", body: form });
  } catch {
    reportedAt = -Infinity; // the next key tries again
  }
}

for (const seen of ["keydown", "pointerdown", "wheel"]) {
  addEventListener(seen, report, { capture: true, passive: true });
}
setTimeout(watch, asking);
