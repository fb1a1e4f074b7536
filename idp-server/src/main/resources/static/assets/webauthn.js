// One ceremony of a security key or passkey, for signing in and for enrolling: the form says which.
(function () {
  "use strict";

  const form = document.querySelector("form[data-ceremony]");
  if (!form) {
    return;
  }
  const buttons = form.querySelectorAll("button[data-start]");
  const status = document.getElementById("status");
  const credential = form.elements.namedItem("credential");
  const ANSWERED = "hc.answered";
  let listening = null;
  let rpId;

  /** Nothing was asked of the key: the sentence stands on this page. */
  class Told extends Error {}

  /** The page that comes back says so, and keeps its name. */
  class NotGiven extends Error { name = "challenge"; }

  function say(key) {
    status.textContent = key ? form.dataset[key] || "" : "";
  }

  function disable(disabled) {
    buttons.forEach((button) => { button.disabled = disabled; });
  }

  async function options(pressed) {
    const body = new URLSearchParams(new FormData(form));
    if (pressed && pressed.name) {
      body.set(pressed.name, pressed.value);
    }
    body.delete("credential");
    const answer = await fetch(form.dataset.challenge, {method: "POST", body: body, headers: {Accept: "application/json"}})
        .catch(() => { throw new Told(form.dataset.unreachable); });
    if (answer.status === 429) {
      throw new Told((await answer.json()).sentence);
    }
    if (!answer.ok) {
      throw new NotGiven();
    }
    return answer.json();
  }

  function send(result) {
    sessionStorage.setItem(ANSWERED, JSON.stringify({rpId: rpId, credentialId: result.id}));
    credential.value = JSON.stringify(result.toJSON());
    form.submit();
  }

  /** The page that comes back says in words what the browser met, with a reference, and lets the person try again. */
  function sendFailure(name) {
    credential.value = "";
    form.elements.namedItem("failure").value = name;
    form.submit();
  }

  async function ask(pressed, mediation, signal) {
    const sent = await options(pressed);
    rpId = sent.rpId;
    if (form.dataset.ceremony === "create") {
      return navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(sent), signal: signal});
    }
    const request = {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(sent), signal: signal};
    if (mediation) {
      request.mediation = mediation;
    }
    return navigator.credentials.get(request);
  }

  async function start(event) {
    event.preventDefault();
    if (listening) {
      listening.abort();
      listening = null;
    }
    disable(true);
    say("waiting");
    try {
      send(await ask(event.submitter));
    } catch (failure) {
      if (failure instanceof Told) {
        status.textContent = failure.message;
        disable(false);
        return;
      }
      sendFailure(failure.name);
    }
  }

  // passkeys proposed in the name field, on machines that are one person's own
  async function listen() {
    if (form.dataset.autofill !== "true" || !PublicKeyCredential.isConditionalMediationAvailable
        || !(await PublicKeyCredential.isConditionalMediationAvailable())) {
      return;
    }
    document.getElementById("autofill").hidden = false;
    listening = new AbortController();
    try {
      send(await ask(null, "conditional", listening.signal));
    } catch (ended) {
      listening = null;
    }
  }

  /** Whoever keeps this key stops proposing it: nobody here has it. A page that says less than that signals nothing. */
  function forget() {
    const answered = sessionStorage.getItem(ANSWERED);
    sessionStorage.removeItem(ANSWERED);
    if (form.dataset.unknown === "true" && answered && PublicKeyCredential.signalUnknownCredential) {
      PublicKeyCredential.signalUnknownCredential(JSON.parse(answered)).catch(() => {});
    }
  }

  /** The page brings the button disabled: pressed before this script runs, it would send an empty form. */
  function ready() {
    disable(false);
    if (document.activeElement === document.body) {
      buttons[0].focus();
    }
  }

  document.getElementById("late").remove();
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) {
    form.hidden = true;
    document.getElementById("unsupported").hidden = false;
    return;
  }
  form.addEventListener("submit", start);
  // a page that a step back brings again is as it was left: disabled
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      say("");
      ready();
    }
  });
  ready();
  forget();
  listen();
})();
