/* izaportal: a table of amounts that works like a sheet. Enhancement only: it is a plain form without this file.
   Arrows and Enter move, Escape takes a cell back, a block copied from Excel is laid over the cells from the one
   in which it is pasted, and every total follows what is typed. Sums are made in whole cents. */
(function () {
  "use strict";

  const NOTHING = new Set(["", "-", "–"]);
  const LARGEST = 1e14;

  /* Whole cents; null for an empty cell, NaN for what is no amount. As izaportal/core/numbers.py reads it. */
  function cents(text) {
    let bare = text.replace(/[\s€]/g, "").replace("−", "-");
    if (NOTHING.has(bare)) return null;
    if (/^-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?$/.test(bare)) bare = bare.replaceAll(".", "");
    if (!/^[0-9]+([.,][0-9]{1,2})?$/.test(bare)) return NaN;
    const [whole, part = ""] = bare.split(/[.,]/);
    const found = Number(whole) * 100 + Number(part.padEnd(2, "0"));
    return found < LARGEST ? found : NaN;
  }

  function words(amount, always) {
    const whole = Math.floor(Math.abs(amount) / 100);
    const part = Math.abs(amount) % 100;
    const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ".");
    return (amount < 0 ? "−" : "") + grouped + (part || always ? "," + String(part).padStart(2, "0") : "");
  }

  function sum(amounts) {
    const known = amounts.filter(function (amount) { return amount !== null && !Number.isNaN(amount); });
    return known.length ? known.reduce(function (a, b) { return a + b; }, 0) : null;
  }

  function show(place, amount, sign) {
    if (!place) return;
    const plus = sign && amount > 0 ? "+" : "";
    place.textContent = amount === null ? "–" : plus + words(amount);
  }

  function read(inputs) {
    return Array.from(inputs, function (input) { return cents(input.value); });
  }

  function compare(row, amount) {
    const place = row.querySelector("[data-difference]");
    if (!place || place.dataset.stated === "") return;
    const stated = Math.round(Number(place.dataset.stated) * 100);
    show(place, amount === null ? null : amount - stated, true);
  }

  /* Every column of a group of rows, into the cells of the row that sums them. */
  function columns(inputs, row) {
    row.querySelectorAll("[data-sum]").forEach(function (place) {
      const own = Array.from(inputs).filter(function (input) { return input.dataset.col === place.dataset.sum; });
      show(place, sum(read(own)));
    });
    const total = sum(read(inputs));
    show(row.querySelector("[data-sum-total]"), total);
    compare(row, total);
  }

  /* Of a whole block, null when either side is not known. */
  function difference(block) {
    const place = Array.from(block.querySelectorAll("[data-difference]")).pop();
    const amount = sum(read(block.querySelectorAll("[data-cell]")));
    if (!place || place.dataset.stated === "" || amount === null) return null;
    return amount - Math.round(Number(place.dataset.stated) * 100);
  }

  function recount(table) {
    table.querySelectorAll("tbody[data-block]").forEach(function (block) {
      const rows = Array.from(block.querySelectorAll("tr[data-line]"));
      rows.forEach(function (row) {
        show(row.querySelector("[data-line-total]"), sum(read(row.querySelectorAll("[data-cell]"))));
        const own = rows.filter(function (other) { return other.dataset.line === row.dataset.line; });
        const inputs = own.flatMap(function (other) { return Array.from(other.querySelectorAll("[data-cell]")); });
        compare(row, sum(read(inputs)));
      });
      const last = block.querySelector("tr[data-sums]");
      if (last) columns(block.querySelectorAll("[data-cell]"), last);
    });
    const foot = table.querySelector("tfoot tr[data-sums]");
    if (!foot) return;
    columns(table.querySelectorAll("[data-cell]"), foot);
    show(foot.querySelector("[data-differences]"), sum(Array.from(table.tBodies, difference)), true);
  }

  function judge(input) {
    const wrong = Number.isNaN(cents(input.value));
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    input.closest("td").classList.toggle("is-changed", input.value !== input.defaultValue);
  }

  function tidy(input) {
    const amount = cents(input.value);
    if (amount !== null && !Number.isNaN(amount)) input.value = words(amount);
    else if (amount === null) input.value = "";
  }

  /* Cells in rows, as they stand; a row of the table without cells is no row here. */
  function sheet(table) {
    return Array.from(table.querySelectorAll("tr"), function (row) {
      return Array.from(row.querySelectorAll("[data-cell]"));
    }).filter(function (row) { return row.length; });
  }

  function place(rows, input) {
    const at = rows.findIndex(function (row) { return row.includes(input); });
    return [at, rows[at].indexOf(input)];
  }

  function go(input, down, right) {
    const rows = sheet(input.closest("table"));
    const [row, column] = place(rows, input);
    const next = (rows[row + down] || [])[column + right];
    if (next) next.focus();
    return Boolean(next);
  }

  function whole(input) {
    return input.selectionStart === 0 && input.selectionEnd === input.value.length;
  }

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function leaves(input, key) {
    if (key === "ArrowLeft") return whole(input) || input.selectionEnd === 0;
    if (key === "ArrowRight") return whole(input) || input.selectionStart === input.value.length;
    return true;
  }

  function changed(input) {
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("keydown", function (event) {
    const input = event.target.closest && event.target.closest("[data-cell]");
    if (!input || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!go(input, event.shiftKey ? -1 : 1, 0)) tidy(input);
    } else if (event.key === "Escape" && input.value !== input.dataset.before) {
      event.preventDefault();
      input.value = input.dataset.before;
      changed(input);
      input.select();
    } else if (MOVES[event.key] && !event.shiftKey && leaves(input, event.key)) {
      if (go(input, ...MOVES[event.key])) event.preventDefault();
    }
  });

  document.addEventListener("focusin", function (event) {
    if (!event.target.matches("[data-cell]")) return;
    event.target.dataset.before = event.target.value;
    event.target.select();
  });

  document.addEventListener("focusout", function (event) {
    if (event.target.matches("[data-cell]")) tidy(event.target);
  });

  document.addEventListener("input", function (event) {
    if (!event.target.matches("[data-cell]")) return;
    judge(event.target);
    recount(event.target.closest("table"));
  });

  /* Excel parts columns by tabs and rows by line ends, and ends with one. */
  function block(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(function (line) {
      return line.split("\t");
    });
  }

  document.addEventListener("paste", function (event) {
    const input = event.target.closest && event.target.closest("[data-cell]");
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!input || !text || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const table = input.closest("table");
    const rows = sheet(table);
    const [top, left] = place(rows, input);
    let laid = 0;
    let outside = 0;
    block(text).forEach(function (line, down) {
      line.forEach(function (value, right) {
        const cell = (rows[top + down] || [])[left + right];
        if (!cell) {
          outside += value.trim() ? 1 : 0;
          return;
        }
        cell.value = value.trim();
        tidy(cell);
        judge(cell);
        laid += 1;
      });
    });
    changed(input);
    input.dataset.before = input.value;
    const told = document.querySelector("[data-grid-told]");
    if (told) told.textContent = laid + (laid === 1 ? " cel" : " cellen") + " geplakt." + (outside ? " " + outside + " vielen buiten de tabel." : "");
  });

  document.querySelectorAll("table[data-grid]").forEach(function (table) {
    table.querySelectorAll("[data-cell]").forEach(judge);
    recount(table);
  });
})();
