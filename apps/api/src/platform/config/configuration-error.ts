/** A setting that stops the start. Its message is one sentence that names the variable and says what it must be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
