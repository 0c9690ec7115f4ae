# Helpers that the r_code strings in reference_values.json use (R >= 4.2, with coin and exactRankTests)
suppressPackageStartupMessages({library(coin); library(exactRankTests)})
wilson <- function(x,n,conf=.95){z<-qnorm(1-(1-conf)/2);p<-x/n
  ctr<-(p+z^2/(2*n))/(1+z^2/n); hw<-z*sqrt(p*(1-p)/n+z^2/(4*n^2))/(1+z^2/n); pmin(1,pmax(0,ctr+c(-1,1)*hw))}
clopper <- function(x,n,conf=.95){a<-1-conf; c(if(x==0)0 else qbeta(a/2,x,n-x+1), if(x==n)1 else qbeta(1-a/2,x+1,n-x))}
newcombe10 <- function(x1,n1,x2,n2){p1<-x1/n1;p2<-x2/n2;d<-p1-p2;a<-wilson(x1,n1);b<-wilson(x2,n2)
  c(d-sqrt((p1-a[1])^2+(b[2]-p2)^2), d+sqrt((a[2]-p1)^2+(p2-b[1])^2))}
