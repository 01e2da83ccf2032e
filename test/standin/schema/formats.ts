/** The string formats of a structured output, and a string of each. */
export const FORMATS: Readonly<Record<string, string>> = {
	'date-time': '2026-11-22T12:00:00Z',
	time: '12:00:00Z',
	date: '2026-11-22',
	duration: 'P1D',
	email: 'ant@example.com',
	hostname: 'example.com',
	uri: 'https://example.com/',
	ipv4: '192.0.2.1',
	ipv6: '2001:db8::1',
	uuid: '123e4567-e89b-42d3-a456-426614174000',
};
