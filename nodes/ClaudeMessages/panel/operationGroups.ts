/** The operations that make a request, and so have its fields. */
export const WITH_REQUEST = ['send', 'countTokens', 'create'];

/** Those whose requests are answered. */
export const ANSWERED = ['send', 'create'];

/** Those that make items of answers; answers do not hold how they were asked for. */
export const SHAPING = [...ANSWERED, 'getResults'];

/** Those with the options of requests and answers. */
export const WITH_OPTIONS = [...WITH_REQUEST, 'getResults'];
