"use client";
import { useEffect, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type * as z from "zod/mini";
import type { SaveOutcome } from "../../profile/conflict.ts";
import type { PatchOf, ProfileOf, ProfileReference, Seen } from "../../profile/kind.ts";
import type { ProfileUpdate } from "../../profile/useUpdateProfile.ts";
import { changes } from "./changes.ts";
import type { FormFault } from "./ErrorSummary.tsx";
import { faultsOf } from "./failure.ts";
import { resolverOf } from "./resolver.ts";
import { useUnsavedGuard } from "./useUnsavedGuard.ts";

/** What a host may want to hear from a form. */
export interface FormListeners {
  /** It is saved. */
  onSaved?: (() => void) | undefined;
  /** Whether there is something to lose: for a router that asks before it leaves. */
  onDirtyChange?: ((isDirty: boolean) => void) | undefined;
}

/** What {@link useProfileForm} needs. */
export interface ProfileFormOptions<R extends ProfileReference, V extends FieldValues> extends FormListeners {
  /** The profile as it is now. */
  now: Seen<ProfileOf<R>>;
  schema: z.ZodMiniType<V, V>;
  /** What the fields hold for a profile. It is the same function at each rendering. */
  toValues(profile: ProfileOf<R>): V;
  /** What changed from the first values to the second. */
  toPatch(before: V, after: V): PatchOf<R>;
  /** Saves it. */
  updating: ProfileUpdate<R>;
}

/** A form of a profile. */
export interface ProfileForm<R extends ProfileReference, V extends FieldValues> {
  form: UseFormReturn<V>;
  updating: ProfileUpdate<R>;
  /** Counts the tries that failed. */
  attempt: number;
  isDirty: boolean;
  isSaved: boolean;
  submit(): Promise<void>;
  /** Waits until it is saved, or says what is wrong. */
  settle(saving: Promise<SaveOutcome>): Promise<void>;
}

/** Checks, saves only what changed, and puts at its field what the server finds wrong. */
export function useProfileForm<R extends ProfileReference, V extends FieldValues>(
  options: ProfileFormOptions<R, V>,
): ProfileForm<R, V> {
  const { now, schema, toValues, toPatch, updating, onSaved, onDirtyChange } = options;
  // The version that was seen, and what of it is in the fields by now: what was saved since is no change any more.
  const [from, setFrom] = useState(() => ({ seen: now, values: toValues(now.profile) }));
  const [attempt, setAttempt] = useState(0);
  const [isSaved, setSaved] = useState(false);
  const form = useForm<V>({
    defaultValues: defaults(toValues(now.profile)),
    resolver: resolverOf(schema),
    // The summary of what is wrong takes the focus instead.
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;
  const { reset } = form;
  useUnsavedGuard(isDirty, onDirtyChange);

  // Whoever has nothing unsaved goes on from the newest version; whoever has keeps the one that they began with.
  useEffect(() => {
    if (isDirty || now.etag === from.seen.etag) return;
    const values = toValues(now.profile);
    setFrom({ seen: now, values });
    reset(values);
  }, [isDirty, now, from, reset, toValues]);

  const settle = async (saving: Promise<SaveOutcome>) => {
    const sent = structuredClone(form.getValues());
    const outcome = await saving.catch((error: unknown) => refuse(faultsOf(error, sent)));
    if (outcome !== "saved") return;
    const later = changes(sent, form.getValues());
    setFrom(({ seen }) => ({ seen, values: sent }));
    reset(sent);
    // What was written while the answer was on its way isn't lost.
    for (const name in later) form.setValue(pathOf<V>(name), fieldValue(later[name]), { shouldDirty: true });
    setSaved(true);
    onSaved?.();
  };

  const refuse = (faults: readonly FormFault[]) => {
    faults.forEach(({ name, message }, at) => {
      form.setError(name === undefined ? `root.${at}` : pathOf<V>(name), { type: "server", message });
    });
    setAttempt((it) => it + 1);
  };

  const conflict = updating.conflict?.fields.length === 0 ? updating.conflict : null;
  const merge = useRef(() => {});
  merge.current = () => conflict && void settle(conflict.keepMine());
  useEffect(() => {
    // Where both changed different things both can be had, so there is nothing to ask.
    if (conflict) merge.current();
  }, [conflict]);

  const save = async (values: V) => {
    // What a form shows is what an edit is based on, whatever has been read since.
    const patch = toPatch(from.values, values);
    const isEmpty = Object.keys(patch).length === 0;
    await settle(isEmpty ? Promise.resolve("saved") : updating.update(patch, from.seen));
  };

  const submit = async () => {
    setSaved(false);
    let isFaulty = false;
    await form.handleSubmit(save, () => {
      isFaulty = true;
    })();
    // Only now are the errors on the page, for the summary of them to take the focus.
    if (isFaulty) setAttempt((it) => it + 1);
  };
  return { form, updating, attempt, isDirty, isSaved, submit, settle };
}

// react-hook-form derives the names of fields from the values' type, which is open here.
const pathOf = <V extends FieldValues>(name: string) => name as Path<V>;
const fieldValue = <V extends FieldValues>(value: unknown) => value as PathValue<V, Path<V>>;
const defaults = <V extends FieldValues>(values: V) => values as DefaultValues<V>;
