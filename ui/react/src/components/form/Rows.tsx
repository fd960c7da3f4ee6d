"use client";
import { type ReactNode, useId } from "react";
import { type FieldErrors, get } from "react-hook-form";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { messages } from "./messages.ts";
import type { RowsState } from "./useRows.ts";

/** Props of {@link Rows}. */
export interface RowsProps {
  /** The list's name in the form, by which an error's link finds it. */
  name: string;
  state: RowsState;
  legend: string;
  hint?: string;
  /** What a row is called, such as "skill". */
  noun: string;
  /** Whether the order means something, so that rows can be moved. */
  isOrdered?: boolean;
  /** Whether a row holds one short text. */
  isCompact?: boolean;
  /** What is wrong with the form. */
  errors: FieldErrors;
  /** The fields of the row at an index. */
  children(index: number): ReactNode;
}

/** A list that grows and shrinks, by mouse and by keyboard. */
export function Rows(props: RowsProps) {
  const { name, state, legend, hint, noun, isOrdered, isCompact, errors, children } = props;
  const id = useId();
  const error: string | undefined = get(errors, `${name}.root.message`);
  const last = state.keys.length - 1;
  const tool = (icon: IconName, label: string, act: () => void, move?: string) => (
    <button
      type="button"
      className="ps-tool"
      aria-label={label}
      title={label}
      data-ps-move={move}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <fieldset ref={state.box} className="ps-rows" aria-describedby={`${id}-hint`}>
      <legend className="ps-label">{legend}</legend>
      <p id={`${id}-hint`} className={error ? "ps-error" : "ps-hint"}>
        {error ?? hint}
      </p>
      <ul className={isCompact ? "ps-row-list ps-compact" : "ps-row-list"}>
        {state.keys.map((key, index) => (
          <li key={key} className="ps-row" data-ps-row="">
            <div className="ps-row-body">{children(index)}</div>
            <div className="ps-row-tools">
              {isOrdered &&
                index > 0 &&
                tool("up", messages.moveUp(noun, index + 1), () => state.move(index, index - 1), "up")}
              {isOrdered &&
                index < last &&
                tool("down", messages.moveDown(noun, index + 1), () => state.move(index, index + 1), "down")}
              {tool("cross", messages.remove(noun, index + 1), () => state.remove(index))}
            </div>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="ps-button ps-button-quiet"
        name={name}
        aria-disabled={state.isFull}
        data-ps-add=""
        onClick={state.add}
      >
        <Icon name="plus" />
        {messages.add(noun)}
      </button>
      <p role="status" className="ps-hidden">
        {state.said}
      </p>
    </fieldset>
  );
}
