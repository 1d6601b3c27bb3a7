import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

/** A button that is an icon, with its name as explanation. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  class?: string;
}) {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ""}`}
      aria-label={props.label}
      data-tip={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

export interface Choice<T extends string> {
  value: T;
  text: ComponentChildren;
  tip?: string;
  disabled?: boolean;
}

/** One of a few, side by side. */
export function Segmented<T extends string>(props: {
  label: string;
  choices: Choice<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <div class="segmented" role="group" aria-label={props.label}>
      {props.choices.map(({ value, text, tip, disabled }) => (
        <button
          type="button"
          key={value}
          aria-pressed={value === props.value}
          data-tip={tip}
          disabled={disabled}
          onClick={() => props.onChange(value)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

export function Select(props: {
  label: string;
  value: string;
  options: { value: string; text: string }[];
  onChange: (value: string) => void;
  prefix?: string;
}) {
  return (
    <label class="select">
      {props.prefix ? <span class="select-prefix">{props.prefix}</span> : null}
      <select aria-label={props.label} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </label>
  );
}

/** How far something is that takes a while. */
export function ProgressBar({ share, text }: { share: number; text: string }) {
  return (
    <div class="progress" role="status">
      <div class="progress-text">{text}</div>
      <div class="progress-track">
        <div class="progress-fill" style={{ width: `${Math.max(2, share * 100)}%` }} />
      </div>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
