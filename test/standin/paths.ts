export const FILES_PATH = '/v1/files';
export const MESSAGES_PATH = '/v1/messages';
export const BATCHES_PATH = '/v1/messages/batches';
export const COUNT_PATH = '/v1/messages/count_tokens';
