/* izaportal: enhancement only. Every page works without this file.
   Menus close on Escape and outside clicks, toasts leave or are closed,
   and a request of htmx that fails says so instead of doing nothing. */
(function () {
  "use strict";

  const FAILED = "Opslaan mislukt. Wat u typte staat er nog; probeer het opnieuw.";
  const OFFLINE = "Geen verbinding. Wat u typte staat er nog; probeer het zo opnieuw.";
  const TOAST_MS = 8000;

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  /* A toast is cloned from the template in the page, so its words and marks stay in HTML. */
  function showToast(text, kind) {
    const region = document.getElementById("toasts");
    const pattern = document.getElementById("toast-" + kind);
    if (!region || !pattern) return;
    const toast = pattern.content.firstElementChild.cloneNode(true);
    toast.querySelector("[data-toast-text]").textContent = text;
    region.append(toast);
    expire(toast);
  }

  /* Only messages without an action leave by themselves: nobody should race a clock to undo. */
  function expire(toast) {
    if (toast.querySelector("a, form") || toast.dataset.kind === "error") return;
    window.setTimeout(function () {
      if (!toast.contains(document.activeElement)) toast.remove();
    }, TOAST_MS);
  }

  /* A preset: its values, parted by spaces, go into the fields it names. */
  function fill(button) {
    const values = button.value.split(" ");
    button.dataset.fill.split(" ").forEach(function (name, place) {
      button.form.elements[name].value = values[place];
    });
    button.form.elements[button.dataset.fill.split(" ")[0]].dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", function (event) {
    const target = event.target;
    if (!(target instanceof Element)) return;
    closeMenus(target.closest("details[data-menu]"));
    const toastCloser = target.closest("[data-toast-close]");
    if (toastCloser) toastCloser.closest(".iza-toast").remove();
    if (target.closest("[data-print]")) window.print();
    const filler = target.closest("[data-fill]");
    if (filler) {
      event.preventDefault();
      fill(filler);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const menu = document.activeElement && document.activeElement.closest("details[data-menu][open]");
    closeMenus(null);
    if (menu) menu.querySelector("summary").focus();
  });

  document.addEventListener("htmx:responseError", function (event) {
    const body = event.detail.xhr.getResponseHeader("HX-Toast");
    showToast(body ? decodeURIComponent(body) : FAILED, "error");
  });
  document.addEventListener("htmx:sendError", function () {
    showToast(OFFLINE, "error");
  });
  /* A view says what it did with the event `toast`: HX-Trigger: {"toast": {"text": "…", "kind": "ok"}}. */
  document.addEventListener("toast", function (event) {
    showToast(event.detail.text || event.detail.value, event.detail.kind === "error" ? "error" : "ok");
  });

  /* What only a script can do is hidden in the HTML, also in what htmx brings in later. */
  function enhance() {
    document.querySelectorAll("[data-js-only][hidden]").forEach(function (element) {
      element.hidden = false;
    });
  }
  document.addEventListener("htmx:afterSettle", enhance);
  document.addEventListener("htmx:historyRestore", enhance);
  enhance();

  /* Where to read on in what was swapped in. Not `autofocus`: the browser has its own moment for that. */
  document.addEventListener("htmx:afterSettle", function (event) {
    const place = event.target.querySelector("[data-focus]");
    if (place) place.focus();
  });

  /* On a phone a row of tabs scrolls: begin at the one that is open. */
  document.querySelectorAll(".iza-tabs [aria-current], .iza-nav [aria-current]").forEach(function (here) {
    const row = here.closest(".iza-tabs, .iza-nav");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  });

  document.querySelectorAll("#toasts .iza-toast").forEach(expire);
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
