/**
 * The `anthropic-version` that is sent unless the panel sets another.
 *
 * @see https://platform.claude.com/docs/en/api/versioning
 */
export const API_VERSION = '2023-06-01';
