/* izaportal: the board of projects. Enhancement only: every card has a form that moves it.
   Cards are dragged to another column, or moved by the arrow keys; both send the card's own form, and the
   card has the focus again where it landed. What happened is said by the page's messages. */
(function () {
  "use strict";

  let dragged = null;
  let returning = "";

  function columnsOf(card) {
    return Array.from(card.closest(".iza-board").querySelectorAll("[data-stage]")).filter(function (column) {
      return column.dataset.stage;
    });
  }

  function move(card, stage) {
    const form = card.querySelector("form");
    if (!form || form.elements.van.value === stage) return;
    form.elements.naar.value = stage;
    returning = card.id;
    form.requestSubmit();
  }

  function mark(column) {
    document.querySelectorAll(".iza-board__column.is-over").forEach(function (other) {
      if (other !== column) other.classList.remove("is-over");
    });
    if (column) column.classList.add("is-over");
  }

  function enhance() {
    document.querySelectorAll("[data-card]").forEach(function (card) {
      card.draggable = true;
    });
    const card = returning && document.getElementById(returning);
    returning = "";
    if (card) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  document.addEventListener("dragstart", function (event) {
    dragged = event.target.closest && event.target.closest("[data-card]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", function (event) {
    const column = dragged && event.target.closest("[data-stage]");
    mark(column);
    if (column && column.dataset.stage) event.preventDefault();
  });
  document.addEventListener("drop", function (event) {
    const column = dragged && event.target.closest("[data-stage]");
    if (column && column.dataset.stage) {
      event.preventDefault();
      move(dragged, column.dataset.stage);
    }
    mark(null);
    dragged = null;
  });
  document.addEventListener("dragend", function () {
    mark(null);
    dragged = null;
  });

  document.addEventListener("keydown", function (event) {
    const card = event.target.matches && event.target.matches("[data-card]") ? event.target : null;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!card || !step) return;
    event.preventDefault();
    const columns = columnsOf(card);
    const here = columns.indexOf(card.closest("[data-stage]"));
    const next = columns[here < 0 ? (step > 0 ? 0 : columns.length - 1) : here + step];
    if (next) move(card, next.dataset.stage);
  });

  document.addEventListener("submit", function (event) {
    const card = event.target.closest(".iza-board__card");
    if (card) returning = card.id;
  });
  document.addEventListener("htmx:afterSettle", enhance);
  document.addEventListener("htmx:historyRestore", enhance);
  enhance();
})();
