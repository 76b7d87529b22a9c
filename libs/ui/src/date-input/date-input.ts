import { Component, computed, input, model, signal, ViewEncapsulation } from '@angular/core';
import { Fieldset } from '../fieldset/fieldset.js';
import { errorFor } from '../form/form.js';

/** Day, month and year as someone typed them. */
interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const PARTS = [
  { name: 'day', label: 'Day', width: 2 },
  { name: 'month', label: 'Month', width: 2 },
  { name: 'year', label: 'Year', width: 4 },
] as const;

/**
 * A calendar day in three boxes. Its value is `YYYY-MM-DD`, or empty when nothing is typed; a half-typed
 * or impossible day gives a text that is no date, such as `2026-13-01`, so that the schema refuses it.
 */
@Component({
  selector: 'lr-date-input',
  imports: [Fieldset],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-fieldset
      [field]="field()"
      [legend]="legend()"
      [legendIsHeading]="legendIsHeading()"
      [hint]="hint()"
      [error]="shownError()"
    >
      <div class="govuk-date-input">
        @for (part of parts; track part.name) {
          <div class="govuk-date-input__item">
            <div class="govuk-form-group">
              <label class="govuk-label govuk-date-input__label" [for]="idOf(part.name)">{{
                part.label
              }}</label>
              <input
                class="govuk-input govuk-date-input__input"
                [class]="'govuk-input--width-' + part.width"
                [class.govuk-input--error]="shownError()"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                [id]="idOf(part.name)"
                [name]="field() + '-' + part.name"
                [value]="shown()[part.name]"
                (input)="read(part.name, $event)"
              />
            </div>
          </div>
        }
      </div>
    </lr-fieldset>
  `,
})
export class DateInput {
  /** Name of the field; the box for the day has it as id. */
  readonly field = input.required<string>();
  readonly legend = input.required<string>();
  readonly legendIsHeading = input(false);
  /** Say an example in the same form: "For example, 27 3 2026". */
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  /** The day as `YYYY-MM-DD`; empty when nothing is typed. */
  readonly value = model('');

  protected readonly parts = PARTS;
  protected readonly shownError = errorFor(this.field, this.error);
  private readonly typed = signal<TypedDate>({ day: '', month: '', year: '' });

  // What was typed stands as it is ("3", not "03") until the value is changed from outside.
  protected readonly shown = computed(() => {
    const typed = this.typed();
    return asDay(typed) === this.value() ? typed : partsOf(this.value());
  });

  protected idOf(part: keyof TypedDate): string {
    return part === 'day' ? this.field() : `${this.field()}-${part}`;
  }

  protected read(part: keyof TypedDate, event: Event): void {
    this.typed.set({ ...this.shown(), [part]: (event.target as HTMLInputElement).value });
    this.value.set(asDay(this.typed()));
  }
}

/** `YYYY-MM-DD` of what was typed; empty when all three boxes are. */
function asDay({ day, month, year }: TypedDate): string {
  const [d, m, y] = [day.trim(), month.trim(), year.trim()];
  return d === '' && m === '' && y === '' ? '' : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

function partsOf(day: string): TypedDate {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: date.replace(/^0+/, ''), month: month.replace(/^0+/, ''), year };
}
