/* izaportal: choosing rows of the portfolio. Enhancement only: the boxes belong to a plain form.
   Tells how many are chosen, and adds a box in the head for all rows of the page. */
(function () {
  "use strict";

  function boxes() {
    return Array.from(document.querySelectorAll('input[form="kiezen"][name="project"]'));
  }

  function tell() {
    const all = boxes();
    const chosen = all.filter(function (box) {
      return box.checked;
    });
    const words = document.querySelector("[data-chosen]");
    if (words) words.textContent = chosen.length ? chosen.length + " gekozen" : "";
    all.forEach(function (box) {
      box.closest("tr").classList.toggle("is-selected", box.checked);
    });
    const head = document.querySelector("[data-choose-all]");
    if (!head) return;
    head.checked = all.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-choose-all]")) {
      boxes().forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches('[data-choose-all], input[form="kiezen"]')) tell();
  });
  document.addEventListener("htmx:afterSettle", tell);
  tell();
})();
