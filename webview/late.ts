import './history/historyElement.ts';
import { routeDetails } from './route/routeDetails.ts';
import './trail/trailElement.ts';

/** What is drawn by parts of the panel that are there from the start. */
export const late = { routeDetails };
