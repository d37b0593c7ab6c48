/* izaportal: the quarter report while it is written. Enhancement only: the form works without this file.
   Keeps every change on the server as it is typed, tells at the field what is wrong, asks why a value is odd,
   and holds on to what could not be kept: on the screen, and in this tab until it is. */
(function () {
  "use strict";

  const WAIT_MS = 900;
  const RETRY_MS = 8000;
  const WORDS = {
    typing: "Nog niet bewaard",
    saving: "Bewaren …",
    kept: "Concept bewaard om {at}. U kunt het venster sluiten.",
    offline: "Geen verbinding. Uw tekst staat nog hier en wordt bewaard zodra het kan",
    away: "U bent afgemeld. Kies Concept opslaan: u logt in en uw tekst gaat mee",
    conflict: "Iemand anders schreef in hetzelfde veld. Beide teksten staan erbij",
    restored: "Niet-bewaarde tekst van daarnet is teruggezet",
  };

  const form = document.querySelector("form[data-report]");
  if (form) start(form);
  reveal(document);

  function start(form) {
    const basis = form.elements.gezien;
    const store = "rapportage " + form.dataset.report;
    let stored = JSON.parse(basis.value);
    let timer = 0;
    let busy = false;
    let again = false;
    let isSent = false;

    restore();
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", function () {
      window.clearTimeout(timer);
      isSent = true;
    });
    window.addEventListener("beforeunload", function (event) {
      if (!isSent && Object.keys(changed()).length) event.preventDefault();
    });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden" && Object.keys(changed()).length) keep();
    });
    window.addEventListener("online", keep);

    function typed() {
      say(WORDS.typing, false);
      remember();
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, WAIT_MS);
    }

    /* What stands in the fields and is not kept yet. */
    function changed() {
      const found = {};
      for (const [name, value] of new FormData(form)) {
        if (!(name in stored) || typeof value !== "string") continue;
        const text = value.replace(/\r\n?/g, "\n");
        if (text !== stored[name]) found[name] = text;
      }
      return found;
    }

    async function keep() {
      const sent = changed();
      if (isSent || !Object.keys(sent).length) return;
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      say(WORDS.saving, false);
      const data = new FormData();
      for (const name of Object.keys(sent)) data.append(name, sent[name]);
      data.set("gezien", JSON.stringify(pick(stored, sent)));
      data.set("csrfmiddlewaretoken", token());
      try {
        const answer = await fetch(form.dataset.report, {
          method: "POST",
          body: data,
          credentials: "same-origin",
          headers: { Accept: "application/json" },
          keepalive: JSON.stringify(sent).length < 20000,
        });
        await settle(answer, sent);
      } catch {
        say(WORDS.offline, true);
        retry();
      }
      busy = false;
      if (again) {
        again = false;
        keep();
      }
    }

    async function settle(answer, sent) {
      if (answer.status === 401 || answer.redirected || answer.status === 403) {
        say(WORDS.away, true);
        return;
      }
      if (answer.status >= 500) {
        say(WORDS.offline, true);
        retry();
        return;
      }
      const told = await answer.json();
      if (told.refused) {
        say(told.refused, true);
        return;
      }
      take(told, sent);
    }

    function take(told, sent) {
      const both = told.conflicts;
      for (const name of Object.keys(told.stored)) {
        const mine = name in both || !(name in sent);
        if (!mine) stored[name] = told.stored[name];
      }
      follow(told.stored, sent);
      basis.value = JSON.stringify(stored);
      show(told);
      for (const name of Object.keys(both)) meet(name, both[name]);
      remember();
      if (Object.keys(both).length) say(WORDS.conflict, true);
      else if (Object.keys(changed()).length) say(WORDS.typing, false);
      else say(WORDS.kept.replace("{at}", told.at), false);
    }

    /* What another wrote in fields that were left alone here comes in at once. */
    function follow(now, sent) {
      const untouched = changed();
      for (const name of Object.keys(now)) {
        if (name in sent || name in untouched || now[name] === stored[name]) continue;
        write(name, now[name]);
        stored[name] = now[name];
      }
    }

    function meet(name, theirs) {
      const place = form.querySelector('[data-field="' + CSS.escape(name) + '"]');
      if (!place) return;
      let box = place.querySelector("[data-theirs]");
      if (!box) {
        box = document.getElementById("van-een-ander").content.firstElementChild.cloneNode(true);
        place.append(box);
      }
      box.querySelector("[data-theirs-text]").textContent = theirs || "(leeg)";
      box.querySelector("[data-take-theirs]").onclick = function () {
        write(name, theirs);
        stored[name] = theirs;
        box.remove();
        typed();
      };
      box.querySelector("[data-keep-mine]").onclick = function () {
        stored[name] = theirs;
        box.remove();
        keep();
      };
    }

    function write(name, text) {
      const control = form.elements[name];
      if (control instanceof RadioNodeList || control instanceof HTMLElement) control.value = text;
      toggle(form);
    }

    function show(told) {
      for (const id of Object.keys(told.pieces)) put(document.getElementById(id), told.pieces[id]);
      form.querySelectorAll("[data-note]").forEach(function (place) {
        const note = told.notes[place.dataset.note];
        put(place, note ? note.html : "");
        mark(place.closest("[data-field]"), note && note.weight !== "doubtful");
      });
      form.querySelectorAll("[data-doubt]").forEach(function (place) {
        const own = form.elements[place.dataset.doubt];
        place.hidden = !(told.notes[place.dataset.doubt] || own.value);
      });
      for (const key of Object.keys(told.filled)) {
        put(form.querySelector('[data-filled="' + CSS.escape(key) + '"]'), told.filled[key]);
      }
      toggle(form);
    }

    function mark(place, isWrong) {
      if (!place) return;
      place.classList.toggle("nl-form-field--invalid", Boolean(isWrong));
      const control = place.querySelector("input, textarea, select");
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }

    function say(text, failed) {
      const state = form.querySelector("[data-save-state]");
      state.classList.toggle("is-off", failed);
      state.querySelector("[data-save-text]").textContent = text;
    }

    function retry() {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, RETRY_MS);
    }

    /* In this tab only: gone when it is closed, so that nobody after this person finds it. */
    function remember() {
      const left = changed();
      if (Object.keys(left).length) window.sessionStorage.setItem(store, JSON.stringify(left));
      else window.sessionStorage.removeItem(store);
    }

    function restore() {
      const left = JSON.parse(window.sessionStorage.getItem(store) || "{}");
      const own = Object.keys(left).filter((name) => name in stored && left[name] !== stored[name]);
      own.forEach((name) => write(name, left[name]));
      if (!own.length) return;
      say(WORDS.restored, false);
      timer = window.setTimeout(keep, WAIT_MS);
    }
  }

  /* Parts of the form that only some choices ask for: a judgement's texts, a milestone's day. */
  function reveal(root) {
    toggle(root);
    root.addEventListener("change", function (event) {
      if (event.target.matches("[type=radio], select")) toggle(root);
    });
    root.addEventListener("click", function (event) {
      const button = event.target.closest && event.target.closest("[data-copy]");
      if (!button) return;
      const field = document.getElementById(button.dataset.copy);
      const text = button.parentElement.querySelector("[data-copy-text]").textContent;
      field.value = field.value.trim() ? field.value + "\n" + text : text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  function toggle(root) {
    root.querySelectorAll("[data-when]").forEach(function (place) {
      place.hidden = !isAsked(place, chosen(place.dataset.when));
    });
  }

  function isAsked(place, value) {
    if (place.querySelector(".nl-form-field__error")) return true;
    if (place.dataset.values) return place.dataset.values.split(" ").includes(value);
    if (place.dataset.unless) return Boolean(value) && value !== place.dataset.unless;
    const computed = document.getElementById(place.dataset.differs);
    const colour = computed && computed.querySelector("[data-colour]");
    return Boolean(colour && colour.dataset.colour && value && value !== colour.dataset.colour);
  }

  function chosen(name) {
    const found = document.querySelector('[name="' + CSS.escape(name) + '"]:checked');
    return found ? found.value : "";
  }

  /* Only what differs: a browser that holds on to where one reads loses its hold when that is written anew. */
  function put(place, html) {
    const wanted = document.createElement("template");
    wanted.innerHTML = html; // as the browser itself would write it
    if (place && place.innerHTML.trim() !== wanted.innerHTML.trim()) place.replaceChildren(wanted.content);
  }

  function pick(from, names) {
    const found = {};
    for (const name of Object.keys(names)) found[name] = from[name];
    return found;
  }

  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }
})();
