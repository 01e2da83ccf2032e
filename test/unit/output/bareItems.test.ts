import type { INodeExecutionData } from 'n8n-workflow';
import { allFiles, findFiles } from '../../../nodes/ClaudeMessages/files/itemFiles';
import { outputItem } from '../../../nodes/ClaudeMessages/output/outputItem';

const FILE = { data: 'aGk=', mimeType: 'text/plain', fileName: 'a.txt' };

test.each(['{}', '{"json":null}', '{"json":null,"binary":null}', '{"json":7}', '{"json":[]}'])(
	'an item that is %s has no fields and no files, and breaks nothing',
	(text) => {
		const item: INodeExecutionData = JSON.parse(text);
		expect(outputItem({ text: 'Hi' }, { item, itemIndex: 1, includeInput: true }, [])).toEqual({
			json: { text: 'Hi' },
			pairedItem: { item: 1 },
		});
		expect(allFiles(item)).toEqual([]);
		expect(() => findFiles('data', item)).toThrow('The item has no file in the field "data"');
		const filed = { ...item, binary: { data: FILE } };
		expect(findFiles('data', filed)).toEqual([{ name: 'data', ofItem: true, data: FILE }]);
	},
);
