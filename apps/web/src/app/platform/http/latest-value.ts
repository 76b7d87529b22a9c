import type { HttpResourceRef } from '@angular/common/http';
import { linkedSignal, type Signal } from '@angular/core';

/**
 * What a resource loaded last, kept while the next answer is on its way: a list that is filtered anew then
 * changes in place, and the button that was pressed keeps its focus. `undefined` before the first answer.
 */
export function latestValue<Value>(resource: HttpResourceRef<Value | undefined>): Signal<Value | undefined> {
  return linkedSignal<Value | undefined, Value | undefined>({
    // Reading the value of a resource that failed throws, hence the guard.
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (loaded, previous) => loaded ?? previous?.value,
  }).asReadonly();
}
