import { adoptStyle } from './adoptStyle.ts';
import './history/historyElement.ts';
import { routeDetails } from './route/routeDetails.ts';
import historyStyle from './styles/history.late.css';
import trailStyle from './styles/trail.late.css';
import './trail/trailElement.ts';

adoptStyle(historyStyle + trailStyle);

/** What is drawn by parts of the panel that are there from the start. */
export const late = { routeDetails };
