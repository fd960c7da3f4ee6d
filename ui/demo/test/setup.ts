import "@testing-library/jest-dom/vitest";
import { notifyManager } from "@tanstack/react-query";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// What is read every half second may take a moment on a machine that has other things to do.
configure({ asyncUtilTimeout: 8000 });

// By default by a timer, which may fire before or after a test's next line.
notifyManager.setScheduler(queueMicrotask);

afterEach(cleanup);

// jsdom knows the element and not what opens it.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  if (!this.open) return;
  this.open = false;
  // As in browsers, this is heard after whatever is being done.
  setTimeout(() => this.dispatchEvent(new Event("close")));
};
