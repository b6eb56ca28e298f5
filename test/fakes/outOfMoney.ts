import type { Scenario } from './scenario.ts';

/** Another window takes the money for a model between decision and attempt, so many times. */
export function outOfMoney({ reservations }: Scenario, model: string, times = Number.POSITIVE_INFINITY): void {
  const reserve = reservations.reserve.bind(reservations);
  let left = times;
  reservations.reserve = async (reservation, limits, ...rest) => {
    const [limit] = limits;
    if (reservation.model !== model || limit === undefined || left === 0) return reserve(reservation, limits, ...rest);
    left -= 1;
    return { ...limit, spentNano: limit.nano, reservedNano: 0 };
  };
}
