/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Milliseconds of processor time that the work took; unlike those of a clock, others do not add to them. */
export async function processorTime(work: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
