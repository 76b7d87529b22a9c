import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldError } from '@learning-reviews/contracts/error.contract';
import { DomainError, notFound } from './domain-error.js';

type Issue = Parameters<NonNullable<Refusal>>[0][number];
type Refusal = NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory'];

const keyOf = (segment: NonNullable<Issue['path']>[number]) =>
  String(typeof segment === 'object' ? segment.key : segment);

/** One line for each field; an unknown key is named itself, not the object that holds it. */
function fieldErrors(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map(keyOf);
  const unknownKeys = (issue as { keys?: unknown }).keys;
  return Array.isArray(unknownKeys)
    ? unknownKeys.map((key) => ({ field: [...path, String(key)].join('.'), message: 'Unknown field' }))
    : [{ field: path.join('.'), message: issue.message }];
}

/**
 * Checks each parameter against the schema its decorator names and hands on the parsed value, so that a
 * controller never sees a shape the contract does not allow.
 *
 * @throws DomainError `request.invalid` with a line for each field, in the order of the schema; for a part
 * of the address `request.not-found`, since an id that cannot be is an id that is not there.
 */
@Injectable()
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new DomainError('request.invalid', 'Some of what you entered is not right', {
          errors: issues.flatMap(fieldErrors),
        }),
    });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw metadata.type === 'param' ? notFound() : error;
    }
  }
}
