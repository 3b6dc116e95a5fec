/**
 * For tables that a phone shows as stacked rows: some browsers take a table for plain text once its rows are laid out
 * otherwise (see Adrian Roselli, "Tables, CSS Display Properties, and ARIA"), unless the roles are spelled out.
 */
export const asTable = { role: 'table' }
export const asRows = { role: 'rowgroup' }
export const asRow = { role: 'row' }
export const asColumnHeader = { role: 'columnheader', scope: 'col' }
export const asRowHeader = { role: 'rowheader', scope: 'row' }
export const asCell = { role: 'cell' }
