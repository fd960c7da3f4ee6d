import { SEEDED } from "@profile-sync/simulator";
import { useRef } from "react";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { STORIES } from "./stories.ts";
import type { Story } from "./story.ts";
import { type StepState, type Telling, useTelling } from "./telling.ts";

/** What the stories are told. */
export interface StoriesProps {
  /** A story begins, which is about them. */
  onSelect(clerkId: string): void;
  /** How long each step stays before the next one begins, in milliseconds. */
  pauseMs?: number;
}

/** Stories that do what they tell: one press each. */
export function Stories({ onSelect, pauseMs }: StoriesProps) {
  const { telling, tell, stop, close } = useTelling(pauseMs);
  const isTelling = telling !== null && !telling.isOver;
  const heading = useRef<HTMLHeadingElement>(null);
  const leave = () => {
    close();
    // The button that was pressed is gone; whoever uses the keyboard goes on from here.
    heading.current?.focus();
  };
  const begin = (story: Story) => {
    onSelect(SEEDED.liam.clerkId);
    void tell(story);
  };
  return (
    <section className="stories" data-telling={telling ? true : undefined} aria-labelledby="stories-title">
      <header>
        <h2 id="stories-title" ref={heading} tabIndex={-1}>
          See it happen
        </h2>
        {telling && (
          <Controls
            isOver={telling.isOver}
            onStop={stop}
            onClose={leave}
            onAgain={() => begin(telling.story)}
          />
        )}
      </header>
      <ul className="story-buttons">
        {STORIES.map((story) => (
          <li key={story.id}>
            <button
              type="button"
              className="story"
              aria-pressed={isTelling && telling.story === story}
              aria-disabled={isTelling}
              onClick={() => !isTelling && begin(story)}
            >
              <strong>
                <Icon name="play" /> {story.title}
              </strong>
              <span>{story.shows}</span>
            </button>
          </li>
        ))}
      </ul>
      {telling && <Told telling={telling} />}
    </section>
  );
}

interface ControlsProps {
  isOver: boolean;
  onStop(): void;
  onClose(): void;
  onAgain(): void;
}

function Controls({ isOver, onStop, onClose, onAgain }: ControlsProps) {
  // The first button stays the same one, so that the focus does when the story is over.
  return (
    <div className="buttons">
      <button type="button" className="button small" onClick={isOver ? onAgain : onStop}>
        {isOver ? "Once more" : "Stop"}
      </button>
      {isOver && (
        <button type="button" className="button small" onClick={onClose}>
          Close
        </button>
      )}
    </div>
  );
}

function Told({ telling: { story, steps } }: { telling: Telling }) {
  const latest = steps.findLast((it) => it.saw !== "");
  return (
    <>
      <ol className="told" aria-label={story.title}>
        {steps.map((step) => (
          <StepItem key={step.says} step={step} />
        ))}
      </ol>
      <p role="status" className="hidden">
        {latest && `${latest.says} ${latest.saw}`}
      </p>
    </>
  );
}

const SIGNS: Record<StepState["state"], { icon: IconName; text: string }> = {
  next: { icon: "wait", text: "to come" },
  now: { icon: "play", text: "now" },
  done: { icon: "check", text: "done" },
  failed: { icon: "cross", text: "failed" },
};

function StepItem({ step: { says, state, saw } }: { step: StepState }) {
  const { icon, text } = SIGNS[state];
  return (
    <li className={`step ${state}`} aria-current={state === "now" ? "step" : undefined}>
      <p className="says">
        <span className="step-sign">
          <Icon name={icon} /> <span className="hidden">{text}: </span>
        </span>
        {says}
      </p>
      {saw && <p className="saw">{saw}</p>}
    </li>
  );
}
