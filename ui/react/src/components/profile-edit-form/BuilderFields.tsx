"use client";
import type { UseFormReturn } from "react-hook-form";
import { EntryRows } from "../form/EntryRows.tsx";
import { Field } from "../form/Field.tsx";
import { MemberRows } from "../form/MemberRows.tsx";
import { Switch } from "../form/Switch.tsx";
import { Block } from "../parts/Block.tsx";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { messages } from "./messages.ts";
import type { BuilderValues } from "./values.ts";
import { WorkRows } from "./WorkRows.tsx";

const { labels, hints, nouns, parts } = messages;

/** Every field of a builder's form. */
export function BuilderFields({ form, level }: { form: UseFormReturn<BuilderValues>; level: HeadingLevel }) {
  const field = (name: "displayName" | "slug" | "headline" | "tagline" | "availability") => (
    <Field form={form} name={name} label={labels[name]} hint={hints[name]} />
  );
  const toggle = (name: "availableForHire" | "adhdFocus" | "searchable") => (
    <Switch form={form} name={name} label={labels[name]} hint={hints[name]} />
  );
  const list = (name: "domains" | "topSkills" | "expertiseAreas") => (
    <EntryRows
      form={form}
      name={name}
      blank={{ value: "" }}
      noun={nouns[name]}
      legend={labels[name]}
      hint={hints[name]}
      pathOf={(at) => `${name}.${at}.value`}
    />
  );
  return (
    <>
      <Block kind="section" level={level} title={messages.identity}>
        <div className="ps-pair">
          {field("displayName")}
          {field("slug")}
        </div>
        {toggle("searchable")}
      </Block>
      <Block kind="section" level={level} title={messages.story}>
        {field("headline")}
        {field("tagline")}
        <Field form={form} name="bio" label={labels.bio} hint={hints.bio} rows={8} />
      </Block>
      <Block kind="section" level={level} title={messages.work}>
        {toggle("availableForHire")}
        {toggle("adhdFocus")}
        <div className="ps-pair">
          {field("availability")}
          <Field
            form={form}
            name="hourlyRate"
            label={labels.hourlyRate}
            hint={hints.hourlyRate}
            inputMode="decimal"
          />
        </div>
      </Block>
      <Block kind="section" level={level} title={messages.skills}>
        {list("topSkills")}
        {list("domains")}
        {list("expertiseAreas")}
      </Block>
      <Block kind="section" level={level} title={messages.portfolio}>
        <WorkRows form={form} />
      </Block>
      <Block kind="section" level={level} title={messages.elsewhere}>
        <MemberRows
          form={form}
          name="socialLinks"
          blank={{ name: "", value: "" }}
          noun={nouns.socialLinks}
          legend={labels.socialLinks}
          hint={hints.socialLinks}
          parts={parts.socialLinks}
          pathOf={(at, part) => `socialLinks.${at}.${part}`}
          value={{ inputMode: "url" }}
        />
      </Block>
    </>
  );
}
