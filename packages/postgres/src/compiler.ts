import { type BinaryOperationNode, OperatorNode, PostgresQueryCompiler, PrimitiveValueListNode } from 'kysely'

const asArray: Partial<Record<string, string>> = { in: ' = any(', 'not in': ' <> all(' }

/**
 * Compiles `in` with a list of texts to `= any` with one array: a connection and its PostgreSQL backend keep every text
 * of a statement for good, and a text for each length of a list would fill them.
 */
export class OneTextCompiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode) {
    const { leftOperand, operator, rightOperand } = node
    const opening = OperatorNode.is(operator) ? asArray[operator.operator] : undefined
    const isOfTexts = PrimitiveValueListNode.is(rightOperand) && rightOperand.values.every((value) => typeof value === 'string')
    if (!opening || !isOfTexts) return super.visitBinaryOperation(node)
    this.visitNode(leftOperand)
    this.append(opening)
    this.appendValue(rightOperand.values)
    this.append(')')
  }
}
