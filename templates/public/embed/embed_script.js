// Shows the open jobs of one employer where this script stands. data-category, data-contract, data-pattern narrow them
// (several values with spaces between); data-height is the height until the list says its own.
(() => {
  const script = document.currentScript;
  const page = new URL({{ page | tojson }});
  for (const name of ["category", "contract", "pattern"]) {
    for (const value of (script.dataset[name] || "").split(" ").filter(Boolean)) page.searchParams.append(name, value);
  }
  const frame = document.createElement("iframe");
  frame.src = page.href;
  frame.title = {{ ("Jobs at " ~ name) | tojson }};
  frame.style.width = "100%";
  frame.style.border = "0";
  frame.style.height = script.dataset.height || "40rem";
  addEventListener("message", (event) => {
    const height = Number(event.data && event.data.height);
    if (event.source === frame.contentWindow && event.origin === page.origin && height > 0) frame.style.height = `${height}px`;
  });
  script.after(frame);
})();
