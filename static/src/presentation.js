/* izaportal: a presentation by keyboard, buttons and swipes. Without this file its links do the same.
   The slide stands in the address (?dia=3), so that it can be shared and survives a reload. */
(function () {
  "use strict";

  const SWIPE = 60;
  const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

  const deck = document.querySelector("[data-deck]");
  const slides = Array.from(deck.querySelectorAll("[data-slide]"));
  const place = document.querySelector("[data-place]");
  const steps = Array.from(document.querySelectorAll("[data-step]"));
  const keys = document.getElementById("toetsen");
  let shown = slides.findIndex(function (slide) { return slide.classList.contains("is-shown"); });

  function address(number) {
    const url = new URL(window.location.href);
    url.searchParams.set("dia", number);
    return url;
  }

  function show(wanted) {
    const next = Math.min(Math.max(wanted, 0), slides.length - 1);
    if (next === shown) return;
    slides[shown].classList.remove("is-shown");
    slides[next].classList.add("is-shown");
    shown = next;
    window.history.replaceState(null, "", address(shown + 1));
    tell();
    /* The focus goes along: a screen reader says which slide it is, and Tab goes on inside it. */
    slides[shown].scrollTop = 0;
    slides[shown].focus({ preventScroll: true });
  }

  function tell() {
    place.textContent = shown + 1 + " van " + slides.length;
    document.title = place.textContent + " · " + deck.dataset.title;
    steps.forEach(function (step) {
      const there = shown + Number(step.dataset.step);
      step.href = address(Math.min(Math.max(there, 0), slides.length - 1) + 1).search;
      step.toggleAttribute("aria-disabled", false);
      if (there < 0 || there >= slides.length) step.setAttribute("aria-disabled", "true");
    });
  }

  /* On a small or enlarged screen a slide may be longer than the screen: then it scrolls first. */
  function scrolls(direction) {
    const slide = slides[shown];
    const left = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
    return direction > 0 ? left > 1 : slide.scrollTop > 0;
  }

  function step(event, direction) {
    const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
    if (!sideways && scrolls(direction)) return;
    event.preventDefault();
    show(shown + direction);
  }

  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(function () { /* the browser refuses: nothing is lost */ });
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const key = event.key;
    if (key === " " && event.target.closest("button, summary")) return;
    if (NEXT.includes(key)) step(event, key === " " && event.shiftKey ? -1 : 1);
    else if (BACK.includes(key)) step(event, -1);
    else if (key === "Home") show(0);
    else if (key === "End") show(slides.length - 1);
    else if (key.toLowerCase() === "f") toggleFull();
    else if (key === "?") keys.showModal();
    else if (key === "Escape" && !document.fullscreenElement) window.location.assign(deck.dataset.close);
  }

  function swiping() {
    let from = null;
    deck.addEventListener("touchstart", function (event) {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    deck.addEventListener("touchend", function (event) {
      if (!from) return;
      const to = event.changedTouches[0];
      const across = to.clientX - from.clientX;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) {
        show(shown + (across < 0 ? 1 : -1));
      }
    }, { passive: true });
  }

  document.addEventListener("keydown", pressed);
  steps.forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      show(shown + Number(link.dataset.step));
    });
  });
  document.querySelector("[data-keys]").addEventListener("click", function () { keys.showModal(); });
  const full = document.querySelector("[data-full]");
  full.addEventListener("click", toggleFull);
  document.querySelectorAll("[data-js-only][hidden]").forEach(function (element) {
    element.hidden = element === full && !document.fullscreenEnabled;
  });
  swiping();
  tell();
  slides[shown].focus({ preventScroll: true });
})();
