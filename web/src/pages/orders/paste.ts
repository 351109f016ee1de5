// Rows copied from a spreadsheet: tabs between cells (or semicolons, or commas), with or without a header in one of the
// three languages of the templates (src/papers/import_words.def).
import {fold} from '@/domain/fold';
import {emptyLine, type LineDraft} from './requestDraft';

type Column = 'category' | 'item' | 'description' | 'quantity' | 'unit' | 'means' | 'price' | 'per' | 'stock_number' | 'condition';
const ORDER: Column[] = ['category', 'item', 'description', 'quantity', 'unit', 'means', 'price', 'per'];
const HEADERS: Record<Column, string[]> = {
  category: ['category', '区分', 'kategorya'],
  item: ['item', '品目', 'gamit'],
  description: ['description', '品名・内容', 'paglalarawan'],
  quantity: ['quantity', '数量', 'dami'],
  unit: ['unit', '単位', 'yunit'],
  means: ['settled by', '決済方法', 'paraan ng pagtutuos', 'means'],
  price: ['price', '単価', 'presyo'],
  per: ['price for how many units', '単価の数量', 'presyo para sa ilang yunit', 'per'],
  stock_number: ['stock number', '物品番号', 'blg. ng gamit'],
  condition: ['condition', '状態', 'kondisyon'],
};

const separatorOf = (text: string) => (text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',');

function headerOf(cells: string[]): (Column | undefined)[] | undefined {
  const named = cells.map((cell) => (Object.keys(HEADERS) as Column[]).find((column) => HEADERS[column].includes(fold(cell))));
  return named.filter(Boolean).length >= 2 ? named : undefined;
}

/** Cells as lines; what a cell means in the instrument's own words is looked up by `known`. */
export function pastedLines(text: string, known: {categories: string[]; means: string[]}): LineDraft[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '');
  const separator = separatorOf(text);
  const cells = rows.map((row) => row.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const header = cells[0] && headerOf(cells[0]);
  return (header ? cells.slice(1) : cells).map((row) => {
    const line = emptyLine();
    row.forEach((cell, i) => {
      const column = header ? header[i] : ORDER[i];
      if (column && cell !== '') line[column] = column === 'description' || column === 'condition' ? cell : cell.normalize('NFKC');
    });
    line.category = among(line.category, known.categories);
    line.means = among(line.means, known.means);
    line.unit = line.unit.toUpperCase();
    return line;
  });
}

/** The name that is meant, whatever its case and its blanks; else nothing, so that a person chooses. */
const among = (text: string, names: string[]) => names.find((name) => name === fold(text).replaceAll(' ', '_')) ?? '';
