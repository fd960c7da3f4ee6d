//! R23 to R27: what a reconciliation finds, repairs, leaves alone and says.

mod death;
mod gone;
mod lease;
mod losses;
mod repair;
mod world;
