import "@testing-library/jest-dom/vitest";

// jsdom has no modal dialogs. This much of them is enough: open, and closed by their own buttons.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

// jsdom lays nothing out; charts ask for a size all the same.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
