"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import {
  type Control,
  type FieldArray,
  type FieldArrayPath,
  type FieldValues,
  useFieldArray,
} from "react-hook-form";
import { LIMITS } from "./limits.ts";
import { messages } from "./messages.ts";

/** Where the focus goes after the rows changed: into a row, to one of its buttons, or to the button that adds. */
type Aim = { row: number; part: "field" | "up" | "down" } | { part: "add" };

/** What {@link useRows} needs. */
export interface RowsOptions<V extends FieldValues, N extends FieldArrayPath<V>> {
  control: Control<V>;
  name: N;
  /** What a new row begins with. */
  blank: FieldArray<V, N>;
  /** What a row is called, such as "skill". */
  noun: string;
}

/** The rows of a form's list. */
export interface RowsState {
  /** Keys of the rows, in their order. */
  keys: readonly string[];
  /** What just happened, for readers of screens. */
  said: string;
  /** The element around the list, in which the focus moves. */
  box: RefObject<HTMLFieldSetElement | null>;
  /** Whether there are as many as the API takes. */
  isFull: boolean;
  /** Adds one at the end, or says that there is no room. */
  add(): void;
  remove(index: number): void;
  move(from: number, to: number): void;
}

/** Adds, removes and moves rows; says what happened, and puts the focus where one goes on from there. */
export function useRows<V extends FieldValues, N extends FieldArrayPath<V>>(
  options: RowsOptions<V, N>,
): RowsState {
  const { control, name, blank, noun } = options;
  const rows = useFieldArray({ control, name });
  const box = useRef<HTMLFieldSetElement>(null);
  const [happened, setHappened] = useState<{ said: string; aim?: Aim }>({ said: "" });
  useEffect(() => {
    if (happened.aim) find(box.current, happened.aim)?.focus();
  }, [happened]);
  const count = rows.fields.length;
  const isFull = count >= LIMITS.entries;
  return {
    keys: rows.fields.map((it) => it.id),
    said: happened.said,
    box,
    isFull,
    add() {
      if (isFull) return setHappened({ said: messages.tooMany(LIMITS.entries) });
      rows.append(blank, { shouldFocus: false });
      setHappened({ said: messages.added(noun, count + 1), aim: { row: count, part: "field" } });
    },
    remove(index) {
      rows.remove(index);
      const left = count - 1;
      const aim: Aim = left === 0 ? { part: "add" } : { row: Math.min(index, left - 1), part: "field" };
      setHappened({ said: messages.removed(noun, index + 1, left), aim });
    },
    move(from, to) {
      rows.move(from, to);
      // At the end of its way a row has no button that goes on: the other one takes the focus.
      const isUp = to < from ? to > 0 : to === count - 1;
      const said = messages.moved(noun, from + 1, to + 1, count);
      setHappened({ said, aim: { row: to, part: isUp ? "up" : "down" } });
    },
  };
}

function find(box: HTMLElement | null, aim: Aim): HTMLElement | null | undefined {
  if (aim.part === "add") return box?.querySelector<HTMLElement>("[data-ps-add]");
  const row = box?.querySelectorAll("[data-ps-row]")[aim.row];
  return row?.querySelector<HTMLElement>(aim.part === "field" ? "input" : `[data-ps-move=${aim.part}]`);
}
