import {
	type ICredentialDataDecryptedObject,
	type ICredentials,
	ICredentialsHelper,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	UnexpectedError,
	UserError,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** The credentials of a test by name; expressions in them are resolved for each item, as in n8n. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly stored: Readonly<Record<string, ICredentialDataDecryptedObject>>,
		/** Other types by their name; they only hold values. */
		private readonly others: Readonly<Record<string, ICredentialType>> = {},
	) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties() {
		return this.type.properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type;
		if (typeof authenticate !== 'function' || !('url' in requestOptions)) {
			throw new UnexpectedError('The credential has no function that authenticates');
		}
		return await authenticate(credentials, requestOptions);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Encrypted credentials are not kept in tests');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ id, name }: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.stored[name];
		// The words of n8n's own helper for a credential that somebody deleted.
		if (stored === undefined) {
			throw new UserError(
				`Credential with ID "${id}" does not exist for type "${this.type.name}".`,
			);
		}
		const type = this.others[typeName] ?? this.type;
		const data: ICredentialDataDecryptedObject = {};
		for (const property of type.properties) {
			const value = stored[property.name] ?? property.default;
			if (typeof value === 'string' || typeof value === 'boolean') data[property.name] = value;
		}
		if (values === undefined) return data;
		return Object.fromEntries(
			Object.entries(data).map(([key, value]) => [
				key,
				typeof value === 'string'
					? String(
							values.workflow.expression.getParameterValue(
								value,
								values.runExecutionData,
								values.runIndex,
								values.itemIndex,
								values.node.name,
								values.connectionInputData,
								mode,
								{},
								executeData,
							),
						)
					: value,
			]),
		);
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}
}
