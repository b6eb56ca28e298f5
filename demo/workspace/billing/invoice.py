from dataclasses import dataclass


@dataclass
class Line:
    name: str
    quantity: int
    unit_price: float  # euros
    discount: float = 0.0  # 0.1 is ten percent


VAT = 0.19


def net(line: Line) -> float:
    return round(line.quantity * line.unit_price * (1 - line.discount), 2)


def total(lines: list[Line]) -> float:
    """The gross total of an invoice in euros."""
    result = 0.0
    for line in lines:
        result += round(net(line) * (1 + VAT), 2)
    return result


def split(amount: float, people: int) -> list[float]:
    """The amount in equal shares, each in whole cents."""
    return [round(amount / people, 2)] * people


if __name__ == "__main__":
    lines = [Line("Pencil", 3, 0.35), Line("Eraser", 7, 0.15, 0.1), Line("Notebook", 1, 2.675)]
    print(total(lines), split(10.0, 3), sum(split(10.0, 3)) == 10.0)
