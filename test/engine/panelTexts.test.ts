import { allOf, isGroup, isNoNotice, isProperty, isValue } from './panelPlaces';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => await testbed.close());

/** Of both nodes, without the field that n8n adds to a trigger that polls. */
const panel = () =>
	['claudeMessages', 'claudeMessagesTrigger']
		.map((name) =>
			testbed.engine.nodeTypes.getByNameAndVersion(`n8n-nodes-claude-messages.${name}`, 1),
		)
		.flatMap(({ description }) => description.properties)
		.filter(({ name }) => name !== 'pollTimes');

/** Short words stay small, except at an end. */
const SMALL = /^(a|an|and|by|for|from|in|of|on|or|the|to|with)$/;

function isTitle(label: string): boolean {
	const words = label.split(' ');
	return words.every((word, index) => {
		const inside = index > 0 && index < words.length - 1;
		return /^\(?[A-Z]/.test(word) || (inside && SMALL.test(word));
	});
}

test('every label and every choice is written in Title Case', () => {
	const labels = allOf(panel())
		.filter(isNoNotice)
		.flatMap(({ displayName, options = [], modes = [] }) => [
			displayName,
			...options.filter(isValue).map(({ name }) => name),
			...options.filter(isGroup).map((group) => group.displayName),
			...modes.map((mode) => mode.displayName),
		]);
	expect(labels.length).toBeGreaterThan(40);
	expect(labels.filter((label) => !isTitle(label))).toEqual([]);
});

test('options and choices stand in the order of their labels', () => {
	// The operations stand in the order in which a newcomer needs them.
	for (const { name, options = [] } of allOf(panel()).filter((each) => each.name !== 'operation')) {
		const labels = options.flatMap((entry) => {
			if (isGroup(entry)) return [];
			return isProperty(entry) ? [entry.displayName] : [entry.name];
		});
		const sorted = [...labels].sort((a, b) => a.localeCompare(b));
		expect([name, labels]).toEqual([name, sorted]);
	}
});

test('every description is one short sentence without a full stop', () => {
	const descriptions = allOf([...panel(), ...testbed.engine.credential.properties]).flatMap(
		({ description, options = [] }) => [
			description,
			...options.filter(isValue).map((value) => value.description),
		],
	);
	const written = descriptions.filter((text) => text !== undefined);
	expect(written.length).toBeGreaterThan(30);
	expect(written.filter((text) => text.length > 200)).toEqual([]);
	expect(written.filter((text) => /[.!?:;,](\s*$)|[.!?]\s/.test(text))).toEqual([]);
	expect(written.filter((text) => !/^[A-Z]/.test(text))).toEqual([]);
});

test('every switch says what it is for', () => {
	const switches = allOf(panel()).filter(({ type }) => type === 'boolean');
	expect(switches.length).toBeGreaterThan(5);
	for (const { name, description } of switches) {
		expect([name, description]).toEqual([name, expect.stringMatching(/^Whether /)]);
	}
});

test('every field but the choice of what to do explains itself', () => {
	const fields = allOf(panel()).filter(isNoNotice);
	const silent = fields.filter(({ description }) => description === undefined);
	const names = new Set(silent.map(({ name }) => name));
	expect([...names]).toEqual(['resource', 'operation', 'options']);
});
