import type { IExecuteFunctions } from 'n8n-workflow';
import { type Failure, invalidInput } from '../../shared/errors/failure';
import { fieldsOf } from '../../shared/fields/item';
import { cancelBatch } from './cancelBatch';
import { countTokens } from './countTokens';
import { createBatch } from './createBatch';
import { deleteBatch } from './deleteBatch';
import { deleteFile } from './deleteFile';
import { downloadFile } from './downloadFile';
import { getBatch } from './getBatch';
import { getFile } from './getFile';
import { getManyBatches } from './getManyBatches';
import { getManyFiles } from './getManyFiles';
import { getManyModels } from './getManyModels';
import { getModel } from './getModel';
import { getResults } from './getResults';
import { uploadFile } from './uploadFile';
import type { Operation } from './operation';
import { perItem } from './perItem';
import { send } from './send';

/** Operations by resource and operation, as the panel names them. */
const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	batch: {
		cancel: cancelBatch,
		create: createBatch,
		delete: deleteBatch,
		get: getBatch,
		getAll: getManyBatches,
		getResults,
	},
	file: {
		delete: deleteFile,
		download: downloadFile,
		get: getFile,
		getAll: getManyFiles,
		upload: uploadFile,
	},
	message: { countTokens, send },
	model: { get: getModel, getAll: getManyModels },
};

/** n8n adds its own "Custom API Call" to nodes like this one. */
const unknownOperation = perItem(async () => {
	throw notOffered();
});

/** The operation chosen on the panel; its fields take no expressions, so it is the same for all items. */
export function chosenOperation(context: IExecuteFunctions): Operation {
	const field = fieldsOf(context, 0);
	const operations = OPERATIONS[String(field('resource', ''))];
	return operations?.[String(field('operation', ''))] ?? unknownOperation;
}

function notOffered(): Failure {
	return invalidInput(
		"This node cannot do what is chosen in 'Resource' and 'Operation'",
		"Choose one of the operations of 'Batch', 'File', 'Message' or 'Model'. For any other call of the API use n8n's HTTP Request node with the same credential.",
	);
}
