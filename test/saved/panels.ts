import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { ClaudeMcpServerApi } from '../../credentials/ClaudeMcpServerApi.credentials';
import { ClaudeMessagesApi } from '../../credentials/ClaudeMessagesApi.credentials';
import { properties } from '../../nodes/ClaudeMessages/panel';
import { properties as triggerProperties } from '../../nodes/ClaudeMessagesTrigger/panel';
import { isGroup, isValue, pathsOf } from '../engine/panelPlaces';

/** Everything that n8n keeps for this package: the panels of its nodes and of its credentials. */
export const PANELS = {
	claudeMessages: properties,
	claudeMessagesTrigger: triggerProperties,
	claudeMessagesApi: new ClaudeMessagesApi().properties,
	claudeMcpServerApi: new ClaudeMcpServerApi().properties,
} satisfies Record<string, INodeProperties[]>;

export type PanelName = keyof typeof PANELS;

export const PANEL_NAMES: PanelName[] = [
	'claudeMessages',
	'claudeMessagesTrigger',
	'claudeMessagesApi',
	'claudeMcpServerApi',
];

/** The operations, each with all that n8n leaves out when it saves the node as it comes. */
export function operations(): Array<[string, INodeParameters]> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options
					.filter(isValue)
					.map(({ value }): [string, INodeParameters] => [
						`${String(resource)}: ${String(value)}`,
						{ resource: String(resource), operation: value },
					]),
			),
		);
}

/** What n8n makes of saved parameters when it runs them: it fills in today's defaults. */
export function filledIn(
	panel: INodeProperties[],
	saved: INodeParameters,
	typeVersion: number,
): INodeParameters {
	return NodeHelpers.getNodeParameters(panel, saved, true, false, { typeVersion }, null) ?? {};
}

/**
 * The places that hold something in saved values, as `pathsOf` names them; of a field that may have fixed
 * values there is the bare path too.
 */
export function usedPaths(saved: unknown, path = ''): string[] {
	if (Array.isArray(saved)) return saved.flatMap((each) => usedPaths(each, path));
	if (saved === null || typeof saved !== 'object') return [path, `${path}=${String(saved)}`];
	if ('__rl' in saved && 'mode' in saved) return [path, `${path}=${String(saved.mode)}`];
	const entries = Object.entries(saved);
	if (entries.length === 0) return path === '' ? [] : [path];
	return entries.flatMap(([name, value]: [string, unknown]) =>
		usedPaths(value, path === '' ? name : `${path}.${name}`),
	);
}

/** What stands in saved values, but not in the panel: a field, an option or a choice that is gone. */
export function strangers(panel: readonly INodeProperties[], saved: unknown): string[] {
	const paths = panel.flatMap((property) => pathsOf(property));
	const choices = new Set(paths.filter((path) => path.includes('=')));
	const names = paths.map((path) => path.replace(/=.*/, ''));
	const hasChoices = new Set([...choices].map((path) => path.replace(/=.*/, '')));
	return usedPaths(saved).filter((path) => {
		const [name = ''] = path.split('=');
		if (path !== name) return hasChoices.has(name) && !choices.has(path);
		return !names.some((each) => each === name || each.startsWith(`${name}.`));
	});
}

/** Places that n8n leaves out when it saves: a choice that is the default, and a sentence. */
export function unsavedPaths(panel: readonly INodeProperties[], above = ''): string[] {
	return panel.flatMap(({ name, type, options = [], default: value }) => {
		const path = `${above}${name}`;
		switch (type) {
			case 'fixedCollection':
				return options
					.filter(isGroup)
					.flatMap((group) => unsavedPaths(group.values, `${path}.${group.name}.`));
			case 'options':
				return [`${path}=${String(value)}`];
			case 'notice':
				return [path];
			default:
				return [];
		}
	});
}
