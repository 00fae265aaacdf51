// Sorting and filtering of the table of pairs; without it the page says the same, in its first order.
const table = document.querySelector(".pairs");
const body = table.tBodies[0];
const text = document.querySelector("#text");
const verdict = document.querySelector("#verdict");

function filter() {
  const wanted = text.value.toLowerCase();
  for (const row of body.rows) {
    const named = row.cells[0].textContent.toLowerCase().includes(wanted);
    row.hidden = !(named && (!verdict.value || row.dataset.verdict === verdict.value));
  }
}
text.addEventListener("input", filter);
verdict.addEventListener("change", filter);
document.querySelector(".controls").hidden = false;

table.querySelectorAll("th").forEach((heading, column) => {
  const button = document.createElement("button");
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
    const order = new Intl.Collator("en", { numeric: true }).compare;
    const rows = [...body.rows].sort((a, b) => order(key(a), key(b)));
    body.append(...(down ? rows.reverse() : rows));
  });
});
