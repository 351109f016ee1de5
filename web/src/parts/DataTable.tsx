import {Checkbox, Table, UnstyledButton} from '@mantine/core';
import {flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type OnChangeFn, type RowSelectionState, type SortingState} from '@tanstack/react-table';
import {useRef, type KeyboardEvent} from 'react';
import {useTranslation} from 'react-i18next';

declare module '@tanstack/react-table' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData, TValue> {
    /** Figures stand right, in columns. */
    numeric?: boolean;
  }
}

export interface DataTableProps<Row> {
  /** Said to screen readers, and above the table for the eye where `showCaption`. */
  caption: string;
  columns: ColumnDef<Row, any>[]; // eslint-disable-line @typescript-eslint/no-explicit-any
  rows: Row[];
  rowKey: (row: Row) => string;
  onOpen?: (row: Row) => void;
  sorting?: SortingState;
  onSorting?: OnChangeFn<SortingState>;
  selection?: RowSelectionState;
  onSelection?: OnChangeFn<RowSelectionState>;
  hidden?: Record<string, boolean>;
}

/** Rows with sortable heads; up and down (or j and k) move between rows, Enter opens one, Space selects it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {t} = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useReactTable({
    data: props.rows,
    columns: props.columns,
    getRowId: props.rowKey,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    manualSorting: Boolean(props.onSorting),
    enableRowSelection: Boolean(props.onSelection),
    onSortingChange: props.onSorting,
    onRowSelectionChange: props.onSelection,
    state: {
      ...(props.sorting ? {sorting: props.sorting} : {}),
      ...(props.selection ? {rowSelection: props.selection} : {}),
      ...(props.hidden ? {columnVisibility: props.hidden} : {}),
    },
  });
  const onKeyDown = (e: KeyboardEvent<HTMLTableRowElement>, row: Row, toggle: () => void) => {
    if (e.target !== e.currentTarget) return;
    const rows = [...(body.current?.rows ?? [])];
    const at = rows.indexOf(e.currentTarget);
    if (e.key === 'ArrowDown' || e.key === 'j') rows[at + 1]?.focus();
    else if (e.key === 'ArrowUp' || e.key === 'k') rows[at - 1]?.focus();
    else if (e.key === 'Home') rows[0]?.focus();
    else if (e.key === 'End') rows[rows.length - 1]?.focus();
    else if (e.key === 'Enter') props.onOpen?.(row);
    else if (e.key === ' ' && props.onSelection) toggle();
    else return;
    e.preventDefault();
  };
  return (
    <div className="scroll-x">
      <Table highlightOnHover verticalSpacing="xs" horizontalSpacing="sm">
        <caption className="visually-hidden">{props.caption}</caption>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {props.onSelection && (
                <Table.Th w={36}>
                  <Checkbox size="xs" aria-label={t('table.select_all')} checked={table.getIsAllRowsSelected()} indeterminate={table.getIsSomeRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()} />
                </Table.Th>
              )}
              {group.headers.map((head) => {
                const order = head.column.getIsSorted();
                const words = flexRender(head.column.columnDef.header, head.getContext());
                return (
                  <Table.Th key={head.id} className={head.column.columnDef.meta?.numeric ? 'num' : undefined} aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : undefined}>
                    {head.column.getCanSort() ? (
                      <UnstyledButton onClick={head.column.getToggleSortingHandler()} fw={700} fz="sm">
                        {words}{order === 'asc' ? ' ↑' : order === 'desc' ? ' ↓' : ''}
                      </UnstyledButton>
                    ) : (
                      words
                    )}
                  </Table.Th>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody ref={body}>
          {table.getRowModel().rows.map((row, i) => (
            <Table.Tr key={row.id} tabIndex={props.onOpen ? (i === 0 ? 0 : -1) : undefined} onKeyDown={(e) => onKeyDown(e, row.original, () => row.toggleSelected())}
              onDoubleClick={props.onOpen && (() => props.onOpen?.(row.original))}>
              {props.onSelection && (
                <Table.Td>
                  <Checkbox size="xs" aria-label={t('table.select_row')} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
                </Table.Td>
              )}
              {row.getVisibleCells().map((cell) => (
                <Table.Td key={cell.id} className={cell.column.columnDef.meta?.numeric ? 'num' : undefined}>
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
