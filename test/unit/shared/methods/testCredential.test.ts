import { whatIsWrong } from '../../../../nodes/shared/methods/testCredential';
import { networkFailure } from '../../../../nodes/shared/errors/networkFailure';

test('the test of a credential says nothing of fields of the panel when the server is silent', () => {
	const silent = Object.assign(new Error('timeout of 30000ms exceeded'), { code: 'ECONNABORTED' });
	expect(whatIsWrong(networkFailure(silent, 'gateway.example'))).toBe(
		"gateway.example did not answer in time. Check the host and port of 'Base URL' in the credential, and any proxy or firewall between n8n and the API.",
	);
});
