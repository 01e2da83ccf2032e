import type { INodeProperties } from 'n8n-workflow';

const maxUses: INodeProperties = {
	displayName: 'Max Uses',
	name: 'maxUses',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description: 'How often Claude may use it for one answer; 0 for no limit',
};

function domains(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. example.com, docs.example.org',
		description,
	};
}

const allowedDomains = domains(
	'Allowed Domains',
	'allowedDomains',
	'The only domains whose pages may be used, separated by commas; all if it is empty',
);

const blockedDomains = domains(
	'Blocked Domains',
	'blockedDomains',
	'Domains whose pages are never used, separated by commas; not together with Allowed Domains',
);

const dynamicFiltering: INodeProperties = {
	displayName: 'Dynamic Filtering',
	name: 'dynamicFiltering',
	type: 'boolean',
	default: false,
	description:
		'Whether Claude filters what it finds with code before it reads it, which saves tokens; models up to 4.5 cannot do it',
};

function place(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

/** The fields of Web Search. */
export const webSearch: INodeProperties[] = [
	maxUses,
	allowedDomains,
	blockedDomains,
	{
		displayName: 'User Location',
		name: 'userLocation',
		type: 'collection',
		placeholder: 'Add Place',
		default: {},
		description: 'Where the answer is to be read, for results from around there',
		options: [
			place('City', 'city', 'e.g. Berlin', 'The city to search from'),
			place('Country', 'country', 'e.g. DE', 'The country to search from, as two letters'),
			place('Region', 'region', 'e.g. Brandenburg', 'The region or state to search from'),
			place('Time Zone', 'timezone', 'e.g. Europe/Berlin', 'The time zone, by its IANA name'),
		],
	},
	dynamicFiltering,
];

/** The fields of Web Fetch. */
export const webFetch: INodeProperties[] = [
	maxUses,
	allowedDomains,
	blockedDomains,
	{
		displayName: 'Citations',
		name: 'citations',
		type: 'boolean',
		default: false,
		description: 'Whether Claude shows which place of a page supports what it says',
	},
	{
		displayName: 'Max Content Tokens',
		name: 'maxContentTokens',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'How much of a page is read, in tokens; 0 for all of it',
	},
	dynamicFiltering,
];
