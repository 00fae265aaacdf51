// A page of a live book: the inputs of every example can be changed, and are run in both languages.
"use strict";

addEventListener("DOMContentLoaded", async () => {
  const language = document.documentElement.lang;
  const labels = await asked(`live.json`);
  if (!labels) return;
  for (const section of document.querySelectorAll("[data-example]")) new LiveExample(section, language, labels);
});

// The JSON that an address of this server gives; null where it gives none.
async function asked(address, inputs) {
  const body = inputs && {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(inputs),
  };
  try {
    return await (await fetch(address, { credentials: "same-origin", ...body })).json();
  } catch {
    return null;
  }
}

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== "list") made[key] = value; else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

class LiveExample {
  constructor(section, language, labels) {
    this.section = section;
    this.name = section.dataset.example;
    this.address = `example/${encodeURIComponent(this.name)}`;
    this.say = (label, ...given) => given.reduce((text, each) => text.replace("{}", each), labels[label] || label);
    this.opener = element("button", { type: "button", className: "change", ariaExpanded: "false" }, this.say("Change the inputs"));
    this.opener.addEventListener("click", () => this.toggle());
    section.append(this.opener);
  }

  async toggle() {
    if (!this.form) await this.make();
    if (!this.form) return;
    this.form.hidden = !this.form.hidden;
    this.opener.ariaExpanded = String(!this.form.hidden);
    this.opener.textContent = this.say(this.form.hidden ? "Change the inputs" : "Close");
    if (!this.form.hidden) this.form.querySelector("input, textarea, button").focus();
  }

  async make() {
    const found = await asked(`${this.address}.json`);
    this.status = element("p", { className: "status", role: "status" });
    if (!found) {
      this.opener.after(this.status);
      this.status.textContent = this.say("The book's server does not answer. It ends with Ctrl-C in the terminal where it was started.");
      return;
    }
    this.fields = found.fields.map(field => new Field(this, field));
    const run = element("button", { type: "submit", className: "run" }, this.say("Run in both languages"));
    const back = element("button", { type: "button" }, this.say("As in the lesson"));
    back.addEventListener("click", () => this.restore());
    this.form = element("form", { className: "live", noValidate: true, hidden: true },
      element("fieldset", {}, element("legend", {}, this.say("Inputs")), ...this.fields.map(field => field.box)),
      element("p", { className: "buttons" }, run, back), this.status);
    this.form.addEventListener("submit", event => { event.preventDefault(); this.run(); });
    this.opener.after(this.form);
    this.before = [...this.section.querySelectorAll(".verdict, .result, .facts, .input")].map(part => [part, part.innerHTML, part.className]);
    this.kind = this.section.className;
    this.whole = Object.fromEntries(["python", "julia"].map(side => [side, this.copied(side).content.textContent]));
  }

  // What the button copies.
  copied(side) { return this.section.querySelector(`.side.${side} template`); }

  restore() {
    for (const [side, code] of Object.entries(this.whole)) this.copied(side).content.replaceChildren(code);
    for (const [part, html, kind] of this.before) { part.innerHTML = html; part.className = kind; }
    this.section.className = this.kind;
    this.status.classList.remove("problem");
    this.status.textContent = "";
    for (const field of this.fields) field.restore();
  }

  async run() {
    if (this.form.ariaBusy === "true") return;
    this.form.ariaBusy = "true";
    this.status.classList.remove("problem");
    this.status.textContent = this.say("Running …");
    for (const field of this.fields) field.complain("");
    const inputs = Object.fromEntries(this.fields.filter(field => field.isEditable).map(field => [field.name, field.text]));
    const answer = await asked(this.address, inputs);
    this.form.ariaBusy = "false";
    if (!answer) {
      this.fail(this.say("The book's server does not answer. It ends with Ctrl-C in the terminal where it was started."));
    } else if (answer.fields) {
      this.status.textContent = "";
      const damaged = this.fields.filter(field => field.name in answer.fields);
      for (const field of damaged) field.complain(answer.fields[field.name]);
      if (damaged.length) damaged[0].focus();
    } else if (answer.message) {
      this.fail(answer.message);
    } else {
      this.show(answer);
    }
  }

  fail(message) {
    this.status.classList.add("problem");
    this.status.textContent = message;
  }

  show(answer) {
    const told = this.section.querySelector(".verdict");
    if (answer.changed.length) {
      told.replaceChildren(element("span", {}, `${this.say("With these inputs:")} `), answer.told);
      this.section.className = this.kind.replace(/\b(identical|agree|differ)\b/, answer.verdict || "agree");
      const facts = answer.facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
      this.section.querySelector(".facts").replaceChildren(...facts);
    } else {
      for (const [part, html, kind] of this.before) {
        if (part.matches(".verdict, .facts")) { part.innerHTML = html; part.className = kind; }
      }
      this.section.className = this.kind;
    }
    for (const [side, result] of Object.entries(answer.sides)) {
      const box = this.section.querySelector(`.result[data-side="${side}"]`);
      const value = box.querySelector(".value code");
      if (result.error) value.textContent = result.value;
      else value.innerHTML = result.value;  // code that the server has marked up, everything in it escaped
      box.querySelector(".value").classList.toggle("problem", result.error);
      const type = box.querySelector(".type code");
      if (type) type.textContent = result.type;
    }
    for (const [name, sides] of Object.entries(answer.inputs)) {
      for (const [side, html] of Object.entries(sides)) {
        const place = this.section.querySelector(`.side.${side} .input[data-name="${CSS.escape(name)}"]`);
        if (place) place.innerHTML = html;
      }
    }
    for (const [side, code] of Object.entries(answer.whole)) this.copied(side).content.replaceChildren(code);
    const restarted = answer.restarted ? `${this.say("Julia had ended, and was started again.")} ` : "";
    this.status.textContent = `${restarted}${answer.told} · ${this.say("{} ms", answer.milliseconds)}`;
  }
}

// An input: a grid of numbers or a literal; what cannot be typed is shown as it is.
class Field {
  constructor(example, { name, text, rows, vector, kind, shown }) {
    Object.assign(this, { example, name, vector, original: { text, rows } });
    this.isEditable = text !== null;
    this.id = `live-${example.name}-${name}`.replace(/[^\w-]/g, "_");
    this.message = element("p", { className: "message", id: `${this.id}-message`, role: "alert" });
    this.place = element("div", { className: "place" });
    const head = element("span", { className: "name", id: `${this.id}-name` }, element("code", {}, name));
    if (kind) head.append(" ", element("span", { className: "kind" }, kind));
    this.box = element("div", { className: "field", role: "group" }, head, this.place, this.message);
    this.box.setAttribute("aria-labelledby", `${this.id}-name`);
    if (!this.isEditable) {
      this.place.append(element("code", { className: "fixed" }, shown), ` (${this.say("as it is")})`);
      return;
    }
    if (rows.length) {
      this.swap = element("button", { type: "button", className: "swap" });
      this.swap.addEventListener("click", () => {
        if (this.isGrid) this.literal = this.text; else this.rows = numbers(this.text) || this.original.rows;
        this.isGrid = !this.isGrid;
        this.draw();
      });
      head.after(this.swap);
    }
    this.restore();
  }

  get say() { return this.example.say; }

  get text() {
    if (!this.isGrid) return this.area.value;
    const rows = this.cells.map(row => row.map(cell => cell.value.trim() || " "));
    const written = rows.map(row => `[${row.join(", ")}]`);
    return this.vector ? written[0] : `[${written.join(", ")}]`;
  }

  restore() {
    this.complain("");
    if (!this.isEditable) return;
    this.isGrid = this.original.rows.length > 0;
    this.rows = this.original.rows;
    this.literal = this.original.text;
    this.draw();
  }

  draw() {
    const told = `${this.id}-message`;
    if (this.swap) this.swap.textContent = this.say(this.isGrid ? "as a literal" : "as a grid");
    if (!this.isGrid) {
      const lines = Math.min(8, 1 + Math.floor(this.literal.length / 50));
      this.area = element("textarea", { rows: lines, value: this.literal, spellcheck: false, autocapitalize: "off" });
      this.area.setAttribute("aria-labelledby", `${this.id}-name`);
      this.area.setAttribute("aria-describedby", told);
      this.place.replaceChildren(this.area);
      return;
    }
    this.cells = this.rows.map((row, i) => row.map((value, j) => {
      const cell = element("input", { type: "text", value, inputMode: "text", autocomplete: "off", size: 4, spellcheck: false });
      cell.setAttribute("aria-label", `${this.name}, ${this.say("row {}", i + 1)}, ${this.say("column {}", j + 1)}`);
      cell.setAttribute("aria-describedby", told);
      return cell;
    }));
    const table = element("div", { className: "grid" }, ...this.cells.map(row => element("div", { className: "row" }, ...row)));
    const sizes = [["one column more", 0, 1, "+"], ["one column less", 0, -1, "−"]];
    if (!this.vector) sizes.unshift(["one row more", 1, 0, "+"], ["one row less", -1, 0, "−"]);
    const buttons = sizes.map(([label, rows, columns, sign]) => {
      const button = element("button", { type: "button", title: this.say(label) }, `${rows ? "↕" : "↔"}${sign}`);
      button.setAttribute("aria-label", `${this.name}: ${this.say(label)}`);
      button.addEventListener("click", () => this.resize(rows, columns));
      return button;
    });
    this.place.replaceChildren(table, element("div", { className: "sizes" }, ...buttons));
  }

  resize(rows, columns) {
    const now = this.cells.map(row => row.map(cell => cell.value));
    if (rows > 0) now.push(now[0].map(() => "0"));
    if (rows < 0 && now.length > 1) now.pop();
    for (const row of now) {
      if (columns > 0) row.push("0");
      if (columns < 0 && row.length > 1) row.pop();
    }
    this.rows = now;
    this.draw();
  }

  complain(message) {
    this.message.textContent = message;
    const wrong = message ? this.wrong : [];
    for (const input of this.place.querySelectorAll("input, textarea")) {
      if (wrong.includes(input)) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    }
  }

  // Of a field that cannot be taken what is no number, or all of it.
  get wrong() {
    const inputs = [...this.place.querySelectorAll("input, textarea")];
    const others = inputs.filter(input => !/^[-+]?([\d.]+(e[-+]?\d+)?|nan|inf)$/i.test(input.value.trim()));
    return others.length ? others : inputs;
  }

  focus() { this.wrong[0].focus(); }
}

// The rows of a list of numbers, or of such lists; null where a text is anything else.
function numbers(text) {
  try {
    const found = JSON.parse(text.replace(/\bnp\.array\(|\)$/g, "").replace(/(\d)\.(?!\d)/g, "$1.0"));
    const rows = Array.isArray(found[0]) ? found : [found];
    const even = rows.every(row => row.length === rows[0].length && row.every(each => typeof each === "number"));
    return even && rows.length <= 12 && rows[0].length <= 12 ? rows.map(row => row.map(String)) : null;
  } catch {
    return null;
  }
}
