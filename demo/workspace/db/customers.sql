-- Every customer with the number of orders and the revenue of this year, those without an order included.
SELECT
  customers.id,
  customers.name,
  COUNT(*) AS orders,
  SUM(order_lines.quantity * order_lines.unit_cents) / 100 AS revenue
FROM customers
LEFT JOIN orders ON orders.customer_id = customers.id
LEFT JOIN order_lines ON order_lines.order_id = orders.id
WHERE orders.placed_at >= '2026-01-01'
  AND orders.status <> 'cancelled'
GROUP BY customers.id
ORDER BY revenue DESC;
