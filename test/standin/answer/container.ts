import { idSequence } from '../ids';
import type { MessageBody } from '../rules/messageRequest';
import type { Message } from '../types';

const LIFETIME_MS = 3_600_000;
/** What a skill without a version is taken for. */
const NEWEST_SKILL = '20251013';

const nextContainerId = idSequence('container');

/** The container that the request names, loads skills into or runs code in; any other has none. */
export function containerFor({ container }: MessageBody, isUsed: boolean): Message['container'] {
	const { id, skills } =
		typeof container === 'string' ? { id: container, skills: null } : (container ?? {});
	if (!id && !skills?.length && !isUsed) return null;
	return {
		id: id || nextContainerId(),
		expires_at: new Date(Date.now() + LIFETIME_MS).toISOString(),
		skills:
			skills?.map(({ version = 'latest', ...skill }) => ({
				...skill,
				version: version === 'latest' ? NEWEST_SKILL : version,
			})) ?? null,
	};
}
