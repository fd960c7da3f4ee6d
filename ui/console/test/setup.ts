import "@testing-library/jest-dom/vitest";
import { notifyManager } from "@tanstack/react-query";
import { configure } from "@testing-library/react";

// In milliseconds: the console asks again every few seconds, and machines that do much at once take their time.
// Everything is rendered as main.tsx does it: strictly.
configure({ asyncUtilTimeout: 8000, reactStrictMode: true });

// By default by a timer, which may fire before or after a test's next line.
notifyManager.setScheduler(queueMicrotask);

// jsdom has no modal dialogs. This much of them is enough: open, and closed, of which one hears a little later.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  if (this.open) setTimeout(() => this.dispatchEvent(new Event("close")));
  this.open = false;
};

// jsdom lays nothing out; charts ask for a size all the same.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
