/* izaportal: forms that edit. Enhancement only: every form works without this file.
   Keeps what is typed as a draft, warns before it is left, uses the newest token, and sends a form in the
   plain way when the session has ended, so that the sign-in page carries the text along. */
(function () {
  "use strict";

  const WAIT_MS = 1200;
  const WORDS = {
    typing: "Nog niet bewaard",
    kept: "Concept bewaard om ",
    offline: "Geen verbinding: uw tekst staat nog op dit scherm",
    away: "U bent afgemeld. Bij opslaan kunt u weer inloggen; uw tekst gaat mee",
    refused: "Te lang om als concept te bewaren; sla uw tekst op",
  };
  const timers = new WeakMap();

  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  function editors() {
    return document.querySelectorAll("form[data-edit]");
  }

  function say(form, text, failed) {
    const state = form.querySelector("[data-save-state]");
    if (!state) return;
    state.hidden = false;
    state.classList.toggle("is-off", Boolean(failed));
    state.querySelector("[data-save-text]").textContent = text;
  }

  function refresh(form) {
    const field = form.querySelector("[name=csrfmiddlewaretoken]");
    if (field && token()) field.value = token();
  }

  async function keep(form) {
    if (!form.isConnected || form.dataset.sent) return;
    const data = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    data.set("place", form.dataset.edit);
    data.set("csrfmiddlewaretoken", token());
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.ok) {
        const told = await answer.json();
        form.dataset.kept = "1";
        say(form, WORDS.kept + told.at);
      } else if (answer.status === 401 || answer.status === 403) say(form, WORDS.away, true);
      else say(form, WORDS.refused, true);
    } catch {
      say(form, WORDS.offline, true);
    }
  }

  document.addEventListener("input", function (event) {
    const form = event.target.closest && event.target.closest("form[data-edit]");
    if (!form) return;
    form.dataset.dirty = "1";
    delete form.dataset.kept;
    say(form, WORDS.typing);
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(keep, WAIT_MS, form));
  });

  /* Warns only for what is not kept anywhere yet. */
  window.addEventListener("beforeunload", function (event) {
    for (const form of editors()) {
      if (form.dataset.dirty && !form.dataset.kept && !form.dataset.sent) event.preventDefault();
    }
  });

  /* Signing in, also in another tab, makes a new token: every form sends the newest. */
  document.addEventListener("submit", function (event) {
    refresh(event.target);
    const form = event.target.closest("form[data-edit]");
    if (!form) return;
    window.clearTimeout(timers.get(form));
    if (!form.hasAttribute("hx-post") || form.closest("[hx-disable]")) form.dataset.sent = "1";
  });

  document.addEventListener("htmx:configRequest", function (event) {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token();
  });

  /* Signed out: the plain way leads through the sign-in page, which takes the text along. */
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    const form = event.detail.elt.closest && event.detail.elt.closest("form[data-edit]");
    if (event.detail.xhr.status !== 401) return;
    event.preventDefault();
    if (!form) {
      window.location.reload();
      return;
    }
    refresh(form);
    form.dataset.sent = "1";
    HTMLFormElement.prototype.submit.call(form);
  });

  /* After a swap in place: to the first mistake, the first field, or back to the button one came from. */
  document.addEventListener("htmx:afterSettle", function (event) {
    const place = event.detail.elt;
    if (!place.matches || !place.matches("[data-editable]")) return;
    const wanted =
      place.querySelector("[data-error-summary]") ||
      place.querySelector("form[data-edit] :is(input:not([type=hidden]), select, textarea)") ||
      place.querySelector("[data-edit-link]");
    if (wanted) wanted.focus();
  });

  /* "Take theirs over": the other's text into the field, to be saved or changed further. */
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-take]");
    if (!button) return;
    const field = document.getElementById(button.dataset.take);
    const theirs = button.closest("[data-theirs]").querySelector("[data-theirs-text]");
    if (!field || !theirs) return;
    if (field.matches("select")) {
      for (const option of field.options) option.selected = option.text === theirs.textContent;
    } else field.value = theirs.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
