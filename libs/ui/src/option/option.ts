/** One choice of radios, checkboxes or a select. `value` is unique within its question. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}
