// Starts the page's islands: loads the WebAssembly module when the browser is idle, then hands each
// <leptos-island> to the function that its data-component names. An island inside another one's
// children is started after the outer one, which is told through the children's $$on_hydrate.
import init, * as frontend from "/assets/frontend.js";

async function start(node, outerChildren) {
  if (node.localName === "leptos-island") {
    const island = frontend[node.dataset.component];
    if (island) {
      outerChildren?.$$on_hydrate?.();
      await island(node);
    } else {
      console.warn(`There is no island ${node.dataset.component} in this build.`);
    }
  }
  const children = node.localName === "leptos-children" ? node : outerChildren;
  for (const child of node.children) {
    await start(child, children);
  }
}

async function startAll() {
  await init();
  frontend.hydrate();
  await start(document.body);
}

if ("requestIdleCallback" in window) {
  requestIdleCallback(startAll, { timeout: 2000 });
} else {
  startAll();
}
