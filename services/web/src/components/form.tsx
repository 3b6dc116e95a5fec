import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'

type FieldError = { field: string; message: string }

/** Says at the top of the page what to look at, and leads to the field. */
export const ErrorSummary = ({ title, errors }: { title: string; errors: readonly FieldError[] }) =>
  errors.length === 0 ? null : (
    <div class="wrong" role="alert" aria-labelledby="error-summary">
      <h2 id="error-summary">{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

/** The Idempotency-Key of a form that creates something: made with the page, so a double tap has one effect. */
export const OnceKey = ({ kept }: { kept?: string | null | undefined }) => <input type="hidden" name="key" value={kept ?? randomUUID()} />

type FieldProps = { id: string; label: string; hint?: string; error?: string | undefined; children: Child }
/** A label, a hint, an error, and the control, which must carry the same id and `describedBy(…)`. */
export const Field = ({ id, label, hint, error, children }: FieldProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    {hint ? (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
    {error ? (
      <p class="error" id={`${id}-error`}>
        {error}
      </p>
    ) : null}
    {children}
  </div>
)
export const describedBy = (id: string, hint: boolean, error: string | undefined) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

export const Tick = ({ name, label, hint, checked }: { name: string; label: string; hint?: string; checked?: boolean }) => (
  <label class="tick">
    <input type="checkbox" name={name} value="yes" checked={checked ?? false} />
    <span>
      {label}
      {hint ? <span class="hint">{hint}</span> : null}
    </span>
  </label>
)

export type ChoiceOption = { value: string; label: string; note?: string; id?: string }
/** Big choices, one or several. The legend is the question. */
export const Choices = ({
  name,
  legend,
  options,
  chosen,
  several = false,
  legendClass,
}: {
  name: string
  legend: Child
  options: readonly ChoiceOption[]
  chosen: readonly string[]
  several?: boolean
  legendClass?: string
}) => (
  <fieldset class="choices">
    <legend class={legendClass}>{legend}</legend>
    {options.map(({ value, label, note, id }) => (
      <label class="choice">
        <input type={several ? 'checkbox' : 'radio'} name={name} value={value} id={id} checked={chosen.includes(value)} />
        <span>
          {note ? <b>{label}</b> : label}
          {note ? <small>{note}</small> : null}
        </span>
      </label>
    ))}
  </fieldset>
)

/** Short choices in a row, one of them. The legend is the question. */
export const Chips = ({
  name,
  legend,
  hint,
  options,
  chosen,
}: {
  name: string
  legend: string
  hint?: string
  options: readonly { value: string; label: string; lang?: string }[]
  chosen: string | null
}) => (
  <fieldset class="chips" aria-describedby={hint ? `${name}-hint` : undefined}>
    <legend>{legend}</legend>
    {hint ? (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    ) : null}
    {options.map(({ value, label, lang }) => (
      <label class="chip" lang={lang}>
        <input type="radio" name={name} value={value} checked={value === chosen} />
        {label}
      </label>
    ))}
  </fieldset>
)
